package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.StreamRecorder;
import heliograph.TestHub;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/// Tiles that somebody puts, and tiles by configuration.
class TilesTest {
    private static final String CONFIGURATION =
            """
            tiles:
              - { id: errors, title: Errors, level: error, window: 10m, warn: 1, error: 20 }
              - { id: took, show: last, source: "app,nginx*", field: took, unit: ms, ttl: 90s }
            boards:
              - { name: ops, tiles: [ queue, errors ] }
            """;

    @TempDir Path directory;
    private TestHub hub;

    @BeforeEach
    void start() {
        hub = TestHub.in(directory, CONFIGURATION);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aValueThatIsPutIsThereForEverybodyWhoAsksAndForEverybodyWhoListens() throws Exception {
        try (StreamRecorder listener = hub.subscribe("")) {
            listener.next("hello");
            put(
                    "queue",
                    "{\"title\":\"Queue\",\"value\":17,\"unit\":\"jobs\",\"status\":\"warn\",\"ttl\":60,\"by\":\"me\"}");
            JsonObject told = listener.message();
            assertThat(told.getString("source")).isEqualTo("tiles");
            assertThat(told.getString("key")).isEqualTo("queue");
            assertThat(told.getString("level")).isEqualTo("warn");
            assertThat(told.getString("content")).isEqualTo("Queue: 17 jobs");
            assertThat(told.getInt("value")).isEqualTo(17);
        }
        JsonObject tile = tile("queue");
        assertThat(tile.getString("show")).isEqualTo("put");
        assertThat(tile.getInt("value")).isEqualTo(17);
        assertThat(tile.getString("by")).isEqualTo("me");
        assertThat(tile).containsKey("updated");
    }

    @Test
    void tilesAndTheirDigitsSurviveARestart() throws Exception {
        put("price", "{\"value\":1.10}");
        put("price", "{\"value\":2.50}");
        put("gone", "{\"value\":\"soon\"}");
        assertThat(delete("gone").statusCode()).isEqualTo(204);
        hub.restart();
        assertThat(tile("price").getJsonNumber("value").toString()).isEqualTo("2.50");
        assertThat(ids()).containsExactly("errors", "took", "price");
    }

    @Test
    void theOnesByConfigurationSayWhatTheyAreMadeOf() throws Exception {
        assertThat(tile("errors").toString())
                .isEqualTo(
                        "{\"id\":\"errors\",\"title\":\"Errors\",\"show\":\"count\",\"source\":\"\",\"level\":\"error\",\"q\":\"\","
                                + "\"windowSeconds\":600,\"unit\":\"\",\"warn\":1,\"error\":20}");
        JsonObject took = tile("took");
        assertThat(took.getString("show")).isEqualTo("last");
        assertThat(took.getString("source")).isEqualTo("app,nginx*");
        assertThat(took.getString("field")).isEqualTo("took");
        assertThat(took.getInt("ttl")).isEqualTo(90);
        JsonObject board = hub.getJson("/api/tiles").getJsonArray("boards").getJsonObject(0);
        assertThat(board.toString())
                .isEqualTo("{\"name\":\"ops\",\"tiles\":[\"queue\",\"errors\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "queue ~ {\"title\":\"no value\"} ~ 400 ~ a tile needs a",
                "queue ~ {\"value\":[1]} ~ 400 ~ a tile needs a",
                "queue ~ {\"value\":null} ~ 400 ~ a tile needs a",
                "queue ~ {\"value\":1,\"ttl\":-1} ~ 400 ~ number of seconds",
                "queue ~ {\"value\":1,\"ttl\":\"1m\"} ~ 400 ~ number of seconds",
                "queue ~ {\"value\":1,\"status\":\"red\"} ~ 400 ~ one of",
                "queue ~ {\"value\":1,\"title\":7} ~ 400 ~ is a text",
                "queue ~ {\"value\":1,\"value\":2} ~ 400 ~ JSON object such as",
                "queue ~ 17 ~ 400 ~ JSON object such as",
                "que%20ue ~ {\"value\":1} ~ 400 ~ a tile's id has",
                "errors ~ {\"value\":1} ~ 409 ~ by configuration"
            })
    void whatIsNoTileIsRefusedWithWhatToWrite(String id, String body, int status, String advice)
            throws Exception {
        HttpResponse<String> answer = send("PUT", id, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(advice);
        assertThat(ids()).containsExactly("errors", "took");
    }

    @Test
    void aTileIsAtMost16KiBAndOnlyOneThatIsThereIsRemoved() throws Exception {
        String large = "{\"value\":\"" + "x".repeat(16 << 10) + "\"}";
        assertThat(send("PUT", "large", large).statusCode()).isEqualTo(413);
        assertThat(delete("nobody").statusCode()).isEqualTo(404);
        assertThat(hub.post("/api/tiles/queue", "application/json", "{}").statusCode())
                .isEqualTo(405);
    }

    private JsonObject tile(String id) throws Exception {
        return tiles().stream()
                .filter(tile -> tile.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<String> ids() throws Exception {
        return tiles().stream().map(tile -> tile.getString("id")).toList();
    }

    private List<JsonObject> tiles() throws Exception {
        return hub.getJson("/api/tiles").getJsonArray("tiles").getValuesAs(JsonObject.class);
    }

    private void put(String id, String body) throws Exception {
        HttpResponse<String> answer = send("PUT", id, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(TestHub.object(answer.body())).containsKey("id");
    }

    private HttpResponse<String> delete(String id) throws Exception {
        return send("DELETE", id, "");
    }

    private HttpResponse<String> send(String method, String id, String body) throws Exception {
        return hub.send(
                HttpRequest.newBuilder(hub.uri("/api/tiles/" + id))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }
}
