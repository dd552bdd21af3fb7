package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.StreamRecorder.End;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// SIGTERM, as systemd and Ctrl-C send it.
class ShutdownIT {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir Path directory;

    @Test
    void aHundredStreamsEndWithByeAndACleanBody() throws Exception {
        List<StreamRecorder> streams = new ArrayList<>();
        try (HubProcess hub = HubProcess.start(directory)) {
            for (int i = 0; i < 100; i++) streams.add(hub.subscribe(""));
            for (StreamRecorder stream : streams) stream.next("hello");
            hub.post("/ingest/test", "the last words");

            assertThat(hub.terminate()).isLessThan(LIMIT);

            for (StreamRecorder stream : streams) {
                assertThat(stream.message().getString("content")).isEqualTo("the last words");
                assertThat(stream.next("bye").json().getString("reason")).isEqualTo("shutdown");
                assertThat(stream.end()).isEqualTo(End.CLEAN);
            }
            assertNoComplaint(hub);
        } finally {
            streams.forEach(StreamRecorder::close);
        }
    }

    @Test
    void nothingThatWasAnsweredIsMissingAfterwards() throws Exception {
        Map<String, String> answered;
        try (HubProcess hub = HubProcess.start(directory);
                StreamRecorder stream = hub.subscribe("")) {
            Publisher publisher = Publisher.start(hub, "message");
            publisher.await(200);

            assertThat(hub.terminate()).isLessThan(LIMIT);

            answered = publisher.answered();
            assertThat(stream.end()).isEqualTo(End.CLEAN);
            assertNoComplaint(hub);
        }
        try (HubProcess hub = HubProcess.start(directory)) {
            assertThat(hub.journal()).containsAllEntriesOf(answered);
        }
    }

    @Test
    void aHubWithoutSubscribersIsGoneAtOnce() throws Exception {
        try (HubProcess hub = HubProcess.start(directory)) {
            assertThat(hub.terminate()).isLessThan(Duration.ofSeconds(2));
            assertNoComplaint(hub);
        }
    }

    private static void assertNoComplaint(HubProcess hub) throws Exception {
        assertThat(hub.log()).doesNotContain("WARNING", "SEVERE", "Exception", "\tat ");
    }
}
