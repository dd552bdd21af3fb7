package heliograph.source;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.source.testkit.LiveSourceContract;
import heliograph.source.testkit.RecordingContext;
import heliograph.source.testkit.RunningSource;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

/// The test kit, tried on the smallest provider.
class CountingSourceTest extends LiveSourceContract {

    @Override
    protected SourceProvider provider() {
        return new CountingProvider();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("pace", "5s");
    }

    @Override
    protected Map.Entry<String, ?> badSetting() {
        return Map.entry("pace", "soon");
    }

    @Override
    protected void provoke(RecordingContext context) throws InterruptedException {
        context.movableClock().awaitSleeper();
        context.movableClock().advance(Duration.ofSeconds(5));
    }

    @Test
    void itCountsAtItsPace() throws Exception {
        var hub = new RecordingContext("counting");
        try (var _ = RunningSource.start((LiveSource) create(), hub)) {
            provoke(hub);
            assertThat(hub.next()).hasToString("{\"number\":1}");
            provoke(hub);
            assertThat(hub.next()).hasToString("{\"number\":2}");
        }
        hub.assertExhausted();
    }
}
