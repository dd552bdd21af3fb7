package load;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.source.LiveSource;
import heliograph.source.SourceProvider;
import heliograph.source.testkit.LiveSourceContract;
import heliograph.source.testkit.RecordingContext;
import heliograph.source.testkit.RunningSource;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

/// The contract that every source keeps, and what is this one's own.
class LoadSourceTest extends LiveSourceContract {
    @Override
    protected SourceProvider provider() {
        return new LoadProvider();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("every", "30s");
    }

    @Override
    protected Map.Entry<String, ?> badSetting() {
        return Map.entry("every", "often");
    }

    @Override
    protected void provoke(RecordingContext hub) {
        hub.movableClock().advance(Duration.ofSeconds(30));
    }

    @Test
    void itTellsTheLoadAtItsPace() throws Exception {
        var hub = new RecordingContext("load");
        try (var running = RunningSource.start((LiveSource) create(), hub)) {
            assertThat(hub.next().toString()).contains("\"content\":\"load average ");
            hub.movableClock().awaitSleeper();
            hub.assertExhausted();
            provoke(hub);
            hub.next();
        }
    }
}
