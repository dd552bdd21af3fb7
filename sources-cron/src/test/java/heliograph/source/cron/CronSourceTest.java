package heliograph.source.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.source.ConfigException;
import heliograph.source.LiveSource;
import heliograph.source.Message;
import heliograph.source.SourceConfig;
import heliograph.source.SourceProvider;
import heliograph.source.testkit.LiveSourceContract;
import heliograph.source.testkit.RecordingContext;
import heliograph.source.testkit.RunningSource;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

@NullMarked
class CronSourceTest extends LiveSourceContract {
    private final RecordingContext hub = new RecordingContext("heartbeat");

    @Override
    protected SourceProvider provider() {
        return new CronProvider();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of("schedule", "* * * * *", "zone", "UTC", "message", Map.of("content", "hi"));
    }

    @Override
    protected Map.Entry<String, ?> badSetting() {
        return Map.entry("schedule", "whenever");
    }

    @Override
    protected void provoke(RecordingContext context) throws InterruptedException {
        advance(context, Duration.ofMinutes(1));
    }

    @Test
    void aTickIsPublishedAtItsTime() throws Exception {
        try (var _ = RunningSource.start(source(Map.of("schedule", "*/10 * * * * *")), hub)) {
            advance(hub, Duration.ofMillis(9_999));
            hub.movableClock().awaitSleeper();
            hub.assertExhausted();
            hub.movableClock().advance(Duration.ofMillis(1));
            assertThat(hub.next()).isEqualTo(Message.text("tick"));
            advance(hub, Duration.ofSeconds(10));
            assertThat(hub.next()).isEqualTo(Message.text("tick"));
        }
    }

    @Test
    void missedTicksAreNotMadeUpFor() throws Exception {
        try (var _ = RunningSource.start(source(Map.of("schedule", "@hourly")), hub)) {
            advance(hub, Duration.ofDays(3).plusMinutes(59));
            hub.next();
            hub.movableClock().awaitSleeper();
            hub.assertExhausted();
            advance(hub, Duration.ofMinutes(1));
            hub.next();
        }
        hub.assertExhausted();
    }

    @Test
    void aTickIsAtTheTimeOfItsZone() throws Exception {
        // The hub's clock stands at 15:00 UTC, which is 20:45 in Kathmandu.
        var settings = Map.of("schedule", "46 20 * * *", "zone", "Asia/Kathmandu");
        try (var _ = RunningSource.start(source(settings), hub)) {
            advance(hub, Duration.ofMinutes(1));
            hub.next();
        }
    }

    @Test
    void theMessageIsWhatIsWrittenWithNumbersAndTruthKept() {
        var message = new java.util.LinkedHashMap<String, Object>();
        message.put("content", "still \"here\"\n");
        message.put("level", "warn");
        message.put("price", "1.10");
        message.put("big", "-1e5");
        message.put("ok", "true");
        message.put("nothing", "null");
        message.put("version", "1.2.3");
        message.put("zip", "01234");
        message.put("tags", List.of("a", "2", Map.of("b", "false")));
        assertThat(messageOf(message))
                .isEqualTo(
                        """
                        {"content":"still \\"here\\"\\n","level":"warn","price":1.10,"big":-1e5,\
                        "ok":true,"nothing":null,"version":"1.2.3","zip":"01234",\
                        "tags":["a",2,{"b":false}]}\
                        """);
    }

    @Test
    void aMessageNestedTooDeepIsRefusedBeforeItIsDue() {
        Map<String, Object> deep = Map.of("content", "bottom");
        for (int i = 0; i < 64; i++) deep = Map.of("down", deep);
        Map<String, Object> message = deep;
        assertThatThrownBy(() -> messageOf(message))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'message'")
                .hasMessageContaining("64 levels");
    }

    @Test
    void aMissingScheduleSaysWhatToAdd() {
        assertThatThrownBy(() -> source(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "source 'heartbeat': setting 'schedule' is missing;"
                                + " add  schedule: \"*/5 * * * *\"");
    }

    @Test
    void aWrongFieldIsExplained() {
        assertThatThrownBy(() -> source(Map.of("schedule", "75 * * * *")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "source 'heartbeat': setting 'schedule' is \"75 * * * *\";"
                                + " value 75 not in range [0, 59]; write minute, hour,");
    }

    @Test
    void aScheduleThatNeverComesIsRefusedBeforeAnythingRuns() {
        assertThatThrownBy(() -> source(Map.of("schedule", "0 0 31 2 *")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("setting 'schedule' is \"0 0 31 2 *\"; that day never comes");
    }

    @Test
    void anUnknownZoneSuggestsTheNearOne() {
        assertThatThrownBy(() -> source(Map.of("schedule", "@daily", "zone", "Europe/Berln")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'zone'")
                .hasMessageEndingWith("did you mean 'Europe/Berlin'?");
    }

    @Test
    void itNeverStartsUnasked() {
        assertThat(provider().startsByItself()).isFalse();
    }

    private LiveSource source(Map<String, ?> settings) {
        return (LiveSource) provider().create(SourceConfig.of("heartbeat", settings));
    }

    private String messageOf(Map<String, ?> message) {
        var settings = Map.of("schedule", "@daily", "message", message);
        return ((CronSource) source(settings)).message().toString();
    }

    private static void advance(RecordingContext context, Duration duration)
            throws InterruptedException {
        context.movableClock().awaitSleeper();
        context.movableClock().advance(duration);
    }
}
