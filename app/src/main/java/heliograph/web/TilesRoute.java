package heliograph.web;

import static heliograph.stream.JsonP.JSON;

import heliograph.broadcast.Broadcaster;
import heliograph.runner.SourceName;
import heliograph.source.MalformedMessage;
import heliograph.source.Message;
import heliograph.stream.StalledClients;
import heliograph.tiles.BadTile;
import heliograph.tiles.BoardConfig;
import heliograph.tiles.PutTile;
import heliograph.tiles.StreamTile;
import heliograph.tiles.Tiles;

import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// `GET /api/tiles`, and `PUT` and `DELETE /api/tiles/{id}`.
final class TilesRoute {
    private static final int LARGEST = 16 << 10; // bytes: it is kept for as long as the tile

    private final Tiles tiles;
    private final Broadcaster broadcaster;
    private final StalledClients stalled;
    private final Duration bodyTimeout;

    TilesRoute(Tiles tiles, Broadcaster broadcaster, StalledClients stalled, Duration bodyTimeout) {
        this.tiles = tiles;
        this.broadcaster = broadcaster;
        this.stalled = stalled;
        this.bodyTimeout = bodyTimeout;
    }

    void all(ServerRequest request, ServerResponse response) {
        JsonArrayBuilder all = JSON.createArrayBuilder();
        tiles.config().tiles().forEach(tile -> all.add(json(tile)));
        tiles.put().forEach(tile -> all.add(json(tile)));
        JsonArrayBuilder boards = JSON.createArrayBuilder();
        tiles.config().boards().forEach(board -> boards.add(json(board)));
        response.send(JSON.createObjectBuilder().add("tiles", all).add("boards", boards).build());
    }

    void put(ServerRequest request, ServerResponse response) throws InterruptedException {
        String id = id(request);
        if (tiles.config().tiles().stream().anyMatch(tile -> tile.id().equals(id))) {
            throw Problem.of(
                            Status.CONFLICT_409,
                            "'" + id + "' is made of the stream by configuration; use another id")
                    .exception();
        }
        if (tiles.isFull() && !tiles.has(id)) {
            throw Problem.of(
                            Status.TOO_MANY_REQUESTS_429,
                            "there are %,d tiles already; DELETE one first".formatted(Tiles.MOST))
                    .retryAfter(Duration.ofMinutes(1))
                    .exception();
        }
        long offset = put(id, state(body(request)));
        response.send(
                JSON.createObjectBuilder().add("id", broadcaster.idOf(offset).toString()).build());
    }

    void delete(ServerRequest request, ServerResponse response) throws InterruptedException {
        String id = id(request);
        if (!tiles.has(id)) {
            throw Problem.of(Status.NOT_FOUND_404, "nobody put a tile '" + id + "'").exception();
        }
        try {
            tiles.remove(id);
        } catch (RuntimeException e) {
            throw Problems.ofPublishing(e).exception();
        }
        response.status(Status.NO_CONTENT_204).send();
    }

    private long put(String id, JsonObject state) throws InterruptedException {
        try {
            return tiles.put(id, state);
        } catch (BadTile e) {
            throw QueryParameters.bad(e.getMessage());
        } catch (RuntimeException e) {
            throw Problems.ofPublishing(e).exception();
        }
    }

    private static String id(ServerRequest request) {
        String id = request.path().pathParameters().get("id");
        if (!SourceName.isValid(id)) {
            throw QueryParameters.bad("a tile's id has " + SourceName.RULE);
        }
        return id;
    }

    private byte[] body(ServerRequest request) throws InterruptedException {
        PromptBody body = new PromptBody(IngestRequest.content(request), bodyTimeout);
        try (var _ = stalled.watch(body);
                InputStream content = body) {
            byte[] bytes = content.readNBytes(LARGEST + 1);
            if (bytes.length <= LARGEST) return bytes;
        } catch (UnreadableBody e) {
            throw QueryParameters.bad(e.advice());
        } catch (IOException e) {
            throw new CloseConnectionException("the body was cut off", e);
        }
        throw Problem.of(
                        Status.REQUEST_ENTITY_TOO_LARGE_413,
                        "a tile has at most %,d bytes".formatted(LARGEST))
                .exception();
    }

    /// Read as strictly as a message: duplicate names and text behind it are refused.
    private static JsonObject state(byte[] body) {
        try {
            String json = Message.json(body).toString();
            try (JsonReader reader = JSON.createReader(new StringReader(json))) {
                return reader.readObject();
            }
        } catch (MalformedMessage e) {
            throw QueryParameters.bad(
                    "a tile is a JSON object such as {\"value\":17}: " + e.getMessage());
        }
    }

    private static JsonObjectBuilder json(PutTile tile) {
        return JSON.createObjectBuilder(tile.state())
                .add("id", tile.id())
                .add("show", "put")
                .add("updated", tile.updated().toString());
    }

    private static JsonObjectBuilder json(StreamTile tile) {
        JsonObjectBuilder json =
                JSON.createObjectBuilder()
                        .add("id", tile.id())
                        .add("title", tile.title())
                        .add("show", tile.show().name().toLowerCase(Locale.ROOT))
                        .add("source", String.join(",", tile.sources()))
                        .add("level", String.join(",", tile.levels()))
                        .add("q", tile.q().orElse(""))
                        .add("windowSeconds", tile.window().toSeconds())
                        .add("unit", tile.unit());
        tile.field().ifPresent(field -> json.add("field", field));
        if (tile.ttl().isPositive()) json.add("ttl", tile.ttl().toMillis() / 1e3);
        tile.warn().ifPresent(warn -> json.add("warn", warn));
        tile.error().ifPresent(error -> json.add("error", error));
        return json;
    }

    private static JsonObjectBuilder json(BoardConfig board) {
        return JSON.createObjectBuilder()
                .add("name", board.name())
                .add("tiles", JSON.createArrayBuilder(List.copyOf(board.tiles())));
    }
}
