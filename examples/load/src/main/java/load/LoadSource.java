package load;

import heliograph.source.LiveSource;
import heliograph.source.Message;
import heliograph.source.SourceContext;

import jakarta.json.Json;

import java.lang.management.ManagementFactory;
import java.time.Duration;

final class LoadSource implements LiveSource {
    private final Duration every;

    LoadSource(Duration every) {
        this.every = every;
    }

    @Override
    public void run(SourceContext context) throws InterruptedException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        while (true) {
            double load = system.getSystemLoadAverage();
            context.publish(
                    Message.builder()
                            .content("load average " + load)
                            .level(load > 4 ? "warn" : "info")
                            .field("load", Json.createValue(load))
                            .build());
            context.sleepUntil(context.clock().instant().plus(every));
        }
    }
}
