package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.StreamRecorder;
import heliograph.TestHub;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What clients see of what was over its limits.
class ForgottenTest {
    @TempDir Path directory;
    private TestHub hub;

    @BeforeEach
    void start() {
        hub = TestHub.in(directory, "journal: { retain: { count: 3 } }");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void whoResumesFarBehindIsToldExactlyWhatWasForgottenOnce() throws Exception {
        List<String> ids = hub.publish("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
        assertOneGapOfFive(ids);
        hub.restart(); // now nothing of it is in memory
        assertOneGapOfFive(ids);
    }

    /// Behind the second; the last three are there.
    private void assertOneGapOfFive(List<String> ids) throws Exception {
        try (StreamRecorder stream = hub.subscribe("", Map.of("Last-Event-ID", ids.get(1)))) {
            JsonObject hello = stream.next("hello").json();
            assertThat(hello.getBoolean("resumed")).isTrue();
            assertThat(hello.getInt("missed")).isEqualTo(5);
            assertThat(hello.getInt("oldest")).isEqualTo(8);
            JsonObject gap = stream.next("gap").json();
            assertThat(gap.getInt("from")).isEqualTo(3);
            assertThat(gap.getInt("to")).isEqualTo(7);
            assertThat(gap.getInt("count")).isEqualTo(5);
            assertThat(gap.getString("reason")).isEqualTo("expired");
            for (int i = 7; i < 10; i++) stream.assertMessage(ids.get(i), String.valueOf(i + 1));
            stream.assertExhausted();
        }
    }

    @Test
    void whoListensGetsEverythingWhateverIsForgottenMeanwhile() throws Exception {
        try (StreamRecorder stream = hub.subscribe("")) {
            stream.next("hello");
            for (int i = 0; i < 20; i++) {
                String id = hub.publish("message " + i).getFirst();
                stream.assertMessage(id, "message " + i);
            }
        }
        assertThat(hub.getJson("/api/messages").getJsonArray("messages")).hasSize(3);
        assertThat(hub.get("/metrics").body())
                .contains("heliograph_journal_forgotten_messages_total{reason=\"count\"} 17.0");
    }
}
