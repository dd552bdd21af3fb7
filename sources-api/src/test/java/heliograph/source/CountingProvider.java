package heliograph.source;

import java.time.Duration;
import java.time.Instant;

/// The smallest provider: counts aloud, once in each `pace`.
public final class CountingProvider implements SourceProvider {

    @Override
    public String type() {
        return "counting";
    }

    @Override
    public Source create(SourceConfig config) {
        Duration pace = config.duration("pace", Duration.ofSeconds(1));
        return (LiveSource) context -> count(pace, context);
    }

    private static void count(Duration pace, SourceContext context) throws InterruptedException {
        for (int number = 1; ; number++) {
            Instant next = context.clock().instant().plus(pace);
            context.sleepUntil(next);
            context.publish(Message.builder().field("number", number).build());
        }
    }
}
