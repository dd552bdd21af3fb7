package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.RawSubscriber;
import heliograph.StreamRecorder;
import heliograph.StreamRecorder.Event;
import heliograph.TestHub;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

/// What somebody gets who is far behind.
@Timeout(60)
class LagTest {
    private static final String KILOBYTES = "x".repeat(8000);
    private static final int FAR = 750; // of these are 6 MB, more than anybody may lag that skips

    @TempDir Path directory;
    private TestHub hub;

    @BeforeEach
    void start() {
        hub = TestHub.in(directory);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void whoFallsFarBehindAndSkipsGetsOneGapThatCountsExactlyAndThenTheNewest() throws Exception {
        try (RawSubscriber subscriber = RawSubscriber.open(hub, "?lag=skip")) {
            hub.publishMany(KILOBYTES, FAR);
            long last = 0;
            Event event = subscriber.next();
            while (event.name().isEmpty()) {
                assertThat(offset(event)).isEqualTo(++last);
                event = subscriber.next();
            }
            assertThatItSkips(event, last + 1, FAR);
            String id = hub.publish("the newest").getFirst();
            assertMessage(subscriber.next(), id, "the newest");
        }
    }

    @Test
    void whoFallsFarBehindAndKeepsGetsEverything() throws Exception {
        for (String query : new String[] {"", "?lag=keep"}) {
            String before = hub.publish("before").getFirst();
            try (RawSubscriber subscriber = RawSubscriber.open(hub, query)) {
                hub.publishMany(KILOBYTES, FAR);
                long offset = Long.parseLong(before.replaceFirst(".*-", ""));
                for (int i = 1; i <= FAR; i++) {
                    assertThat(offset(subscriber.next(""))).isEqualTo(offset + i);
                }
            }
        }
    }

    @Test
    void whoResumesFarBehindAndSkipsIsToldSoAlsoWhenTheHubWasStartedAgain() throws Exception {
        String first = hub.publish("one").getFirst();
        hub.publishMany(KILOBYTES, FAR);
        hub.restart();
        try (StreamRecorder stream = hub.subscribe("?lag=skip", Map.of("Last-Event-ID", first))) {
            assertThat(stream.next("hello").json().getBoolean("resumed")).isTrue();
            assertThatItSkips(stream.next("gap"), 2, FAR + 1);
            String id = hub.publish("the newest").getFirst();
            stream.assertMessage(id, "the newest");
        }
    }

    @Test
    void whoResumesNotFarBehindSkipsNothing() throws Exception {
        String first = hub.publish("one").getFirst();
        hub.publishMany(KILOBYTES, 200);
        for (int start = 0; start < 2; start++) {
            try (StreamRecorder stream =
                    hub.subscribe("?lag=skip", Map.of("Last-Event-ID", first))) {
                stream.next("hello");
                for (int i = 2; i <= 201; i++) assertThat(offset(stream.next(""))).isEqualTo(i);
            }
            hub.restart();
        }
    }

    @Test
    void whoAsksForThePastGetsItAlsoWhenItSkips() throws Exception {
        hub.publishMany(KILOBYTES, FAR);
        for (int start = 0; start < 2; start++) {
            try (StreamRecorder stream = hub.subscribe("?lag=skip&last=" + FAR)) {
                stream.next("hello");
                for (int i = 1; i <= FAR; i++) {
                    assertThat(offset(stream.next(""))).isEqualTo(i + start); // one more each time
                }
                String id = hub.publish("the newest").getFirst();
                stream.assertMessage(id, "the newest");
            }
            hub.restart();
        }
    }

    @Test
    void anotherLagIsRefused() throws Exception {
        HttpResponse<String> answer = hub.get("/api/stream?lag=drop");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("'lag' can be keep or skip, not 'drop'");
    }

    private static void assertThatItSkips(Event gap, long from, long to) {
        assertThat(gap.name()).isEqualTo("gap");
        assertThat(gap.json().getString("reason")).isEqualTo("slow");
        assertThat(gap.json().getInt("from")).isEqualTo((int) from);
        assertThat(gap.json().getInt("to")).isEqualTo((int) to);
        assertThat(gap.json().getInt("count")).isEqualTo((int) (to - from + 1));
        assertThat(offset(gap)).isEqualTo(to);
    }

    private static void assertMessage(Event event, String id, String content) {
        assertThat(event.id()).isEqualTo(id);
        assertThat(event.json().getString("content")).isEqualTo(content);
    }

    private static long offset(Event event) {
        return Long.parseLong(event.id().replaceFirst(".*-", ""));
    }
}
