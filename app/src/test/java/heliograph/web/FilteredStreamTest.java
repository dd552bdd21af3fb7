package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.StreamRecorder;
import heliograph.StreamRecorder.Event;
import heliograph.TestHub;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

class FilteredStreamTest {
    @TempDir Path directory;
    @TempDir Path other;
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
    void onlyWhatTheQueryAcceptsIsShown() throws Exception {
        try (StreamRecorder stream = hub.subscribe("?q=" + encoded("\"disk full\" -test"))) {
            stream.next("hello");
            List<String> ids =
                    hub.publish("disk full", "disk test full", "disk full test", "Disk: full!");
            stream.assertMessage(ids.get(0), "disk full");
            stream.assertMessage(ids.get(3), "Disk: full!");
        }
    }

    @Test
    void theHeartbeatTellsHowFarTheStreamCameThroughWhatTheQueryHides() throws Exception {
        try (TestHub beating = TestHub.in(other, "server: { heartbeat: 200ms }");
                StreamRecorder stream = beating.subscribe("?q=wanted")) {
            stream.next("hello");
            String id = beating.publish("something else").getFirst();
            Event heartbeat = stream.next("heartbeat");
            while (!heartbeat.id().equals(id)) heartbeat = stream.next("heartbeat");
            assertThat(heartbeat.json().getInt("newest")).isEqualTo(1);
        }
    }

    @Test
    void aStreamBeginsWithTheLastThatTheQueryAccepts() throws Exception {
        List<String> ids = hub.publish("wanted one", "x", "wanted two", "wanted three", "y");
        try (StreamRecorder stream = hub.subscribe("?last=2&q=wanted")) {
            stream.next("hello");
            stream.assertMessage(ids.get(2), "wanted two");
            stream.assertMessage(ids.get(3), "wanted three");
        }
    }

    @Test
    void aResumedStreamIsFilteredToo() throws Exception {
        List<String> ids = hub.publish("wanted one", "x", "wanted two");
        try (StreamRecorder stream = hub.subscribe("?q=wanted&since=" + ids.get(0))) {
            stream.next("hello");
            stream.assertMessage(ids.get(2), "wanted two");
        }
    }

    @Test
    void aBadQueryIsRefusedAndSaysWhereItBreaks() throws Exception {
        HttpResponse<String> answer = hub.get("/api/stream?q=" + encoded("disk \"full"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        JsonObject problem = TestHub.object(answer.body());
        assertThat(problem.getInt("column")).isEqualTo(6);
        assertThat(problem.getString("detail")).contains("column 6", "closing quote");
    }

    @Test
    void twoQueriesAreRefusedRatherThanOneIgnored() throws Exception {
        HttpResponse<String> answer = hub.get("/api/stream?q=a&q=b");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestHub.object(answer.body()).getString("detail")).contains("'q'", "once");
    }

    private static String encoded(String q) {
        return URLEncoder.encode(q, UTF_8);
    }
}
