package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.StreamRecorder;
import heliograph.TestHub;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;

/// `/api/sources/stream`: the board, live.
class BoardStreamTest {
    @TempDir Path directory;

    @Test
    void theBoardComesFirstAndThenWhatChanges() throws Exception {
        try (TestHub hub = TestHub.in(directory, "sources: [ { name: in, type: http } ]");
                StreamRecorder board = hub.events("/api/sources/stream")) {
            assertThat(board.header("Content-Type")).isEqualTo("text/event-stream");
            StreamRecorder.Event first = board.next("board");
            assertThat(Integer.parseInt(first.retry())).isBetween(1000, 3000);
            assertThat(names(first.json())).contains("in");
            assertThat(first.json().getJsonArray("broken")).isEmpty();

            hub.post("/ingest/in", "text/plain", "hello");
            JsonObject row = source(board.next("change").json());
            assertThat(row.getString("name")).isEqualTo("in");
            assertThat(row.getInt("messages")).isEqualTo(1);
            assertThat(row.getJsonObject("lastMessage").getString("content")).isEqualTo("hello");
            assertThat(row.getJsonArray("perSecond")).hasSize(60);
        }
    }

    @Test
    void commandsShowOnTheBoard() throws Exception {
        try (TestHub hub = TestHub.in(directory, "sources: [ { name: in, type: http } ]");
                StreamRecorder board = hub.events("/api/sources/stream")) {
            board.next("board");
            hub.post("/api/sources/in/pause", "text/plain", "");
            JsonObject paused = source(board.next("change").json());
            assertThat(paused.getString("state")).isEqualTo("paused");
            assertThat(paused.getJsonArray("actions")).hasToString("[\"resume\",\"restart\"]");
        }
    }

    @Test
    void aQuietBoardBeatsAndSaysGoodbye() throws Exception {
        TestHub hub = TestHub.in(directory, "server: { heartbeat: 1s }");
        try (StreamRecorder board = hub.events("/api/sources/stream")) {
            board.next("board");
            board.next("heartbeat");
            hub.close();
            StreamRecorder.Event last = board.rest().getLast();
            assertThat(last.name()).isEqualTo("bye");
            assertThat(last.json().getString("reason")).isEqualTo("shutdown");
        }
    }

    @Test
    void aClientThatTakesNoStreamIsToldWhatToRead() throws Exception {
        try (TestHub hub = TestHub.in(directory)) {
            var answer =
                    hub.send(
                            HttpRequest.newBuilder(hub.uri("/api/sources/stream"))
                                    .header("Accept", "application/json")
                                    .build());
            assertThat(answer.statusCode()).isEqualTo(406);
            assertThat(answer.body()).contains("/api/sources");
        }
    }

    @Test
    void aPageOfAnotherSiteMayNotPauseASource() throws Exception {
        try (TestHub hub = TestHub.in(directory, "sources: [ { name: in, type: http } ]")) {
            var answer =
                    hub.send(
                            HttpRequest.newBuilder(hub.uri("/api/sources/in/pause"))
                                    .header("Origin", "https://elsewhere.example")
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(source(hub.getJson("/api/sources")).getString("state")).isEqualTo("running");
        }
    }

    private static List<String> names(JsonObject board) {
        return board.getJsonArray("sources")
                .getValuesAs(row -> row.asJsonObject().getString("name"));
    }

    /// The row of `in`.
    private static JsonObject source(JsonObject board) {
        return board.getJsonArray("sources").getValuesAs(JsonObject.class).stream()
                .filter(row -> row.getString("name").equals("in"))
                .findFirst()
                .orElseThrow();
    }
}
