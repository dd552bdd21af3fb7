package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.OutputStream;
import java.nio.file.Path;

/// `journalctl -f | ./heliograph -`
class StandardInputIT {
    @TempDir Path directory;

    @Test
    void eachLineIsAMessageTheMomentItIsThere() throws Exception {
        try (HubProcess hub = HubProcess.start(directory, "-");
                StreamRecorder stream = hub.subscribe("?last=10")) {
            stream.next("hello");
            say(hub, "a plain line\n");
            JsonObject line = stream.message();
            assertThat(line.getString("content")).isEqualTo("a plain line");
            assertThat(line.getString("source")).isEqualTo("stdin");

            say(hub, "{\"msg\":\"as JSON\",\"level\":50,\"ratio\":1.10}\r\n");
            JsonObject json = stream.message();
            assertThat(json.getString("content")).isEqualTo("as JSON");
            assertThat(json.getString("level")).isEqualTo("error");
            assertThat(json.get("ratio")).hasToString("1.10");

            say(hub, "{no JSON at all}\n\nfirst ");
            assertThat(stream.message().getString("content")).isEqualTo("{no JSON at all}");
            say(hub, "half\nthe last, without its newline");
            assertThat(stream.message().getString("content")).isEqualTo("first half");
            hub.input().close();
            assertThat(stream.message().getString("content"))
                    .isEqualTo("the last, without its newline");
        }
    }

    @Test
    void theEndOfTheInputIsNoFailureAndTheHubGoesOn() throws Exception {
        try (HubProcess hub = HubProcess.start(directory, "-");
                StreamRecorder stream = hub.subscribe("?last=10")) {
            stream.next("hello");
            say(hub, "all there is\n");
            hub.input().close();
            stream.message();
            JsonObject board = hub.source("stdin");
            while (board.getString("state").equals("running")) board = hub.source("stdin");
            assertThat(board.getString("state")).isEqualTo("finished");
            assertThat(board.getInt("messages")).isEqualTo(1);
            hub.post("/ingest/test", "still here");
            assertThat(stream.message().getString("content")).isEqualTo("still here");
            assertThat(hub.log()).doesNotContain("WARNING");
        }
    }

    @Test
    void aHubThatIsRestartedSaysNothingTwice() throws Exception {
        try (HubProcess hub = HubProcess.start(directory, "-");
                StreamRecorder stream = hub.subscribe("?last=10")) {
            stream.next("hello");
            say(hub, "before\n");
            stream.message();
            hub.terminate();
        }
        try (HubProcess hub = HubProcess.start(directory, "-");
                StreamRecorder stream = hub.subscribe("?last=10")) {
            stream.next("hello");
            say(hub, "after\n");
            assertThat(stream.message().getString("content")).isEqualTo("before");
            assertThat(stream.message().getString("content")).isEqualTo("after");
            assertThat(hub.journal().values()).containsExactly("before", "after");
        }
    }

    @Test
    void aHubThatWaitsForInputEndsAtOnceWhenAsked() throws Exception {
        try (HubProcess hub = HubProcess.start(directory, "-")) {
            assertThat(hub.terminate().toSeconds()).isLessThan(2);
            assertThat(hub.log()).doesNotContain("WARNING");
        }
    }

    private static void say(HubProcess hub, String text) throws Exception {
        OutputStream input = hub.input();
        input.write(text.getBytes(UTF_8));
        input.flush();
    }
}
