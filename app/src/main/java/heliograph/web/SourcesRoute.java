package heliograph.web;

import heliograph.runner.Providers;
import heliograph.runner.SourceStatus;
import heliograph.runner.Sources;
import heliograph.source.Health;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import java.util.Locale;

/// `GET /api/sources`: the board.
final class SourcesRoute implements Handler {
    private final Sources sources;

    SourcesRoute(Sources sources) {
        this.sources = sources;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        JsonArrayBuilder board = Json.createArrayBuilder();
        sources.board().forEach(view -> board.add(json(view)));
        JsonArrayBuilder broken = Json.createArrayBuilder();
        sources.broken().forEach(jar -> broken.add(json(jar)));
        response.send(
                Json.createObjectBuilder().add("sources", board).add("broken", broken).build());
    }

    private static JsonObjectBuilder json(SourceStatus.View view) {
        JsonObjectBuilder json =
                Json.createObjectBuilder()
                        .add("name", view.name())
                        .add("type", view.type())
                        .add("state", view.state().word())
                        .add("messages", view.messages())
                        .add("rate", view.rate())
                        .add("restarts", view.restarts())
                        .add("jar", view.jar());
        Health health = view.health();
        json.add(
                "health",
                Json.createObjectBuilder()
                        .add("status", health.status().name().toLowerCase(Locale.ROOT))
                        .add("detail", health.detail()));
        view.lastMessage().ifPresent(time -> json.add("lastMessage", time.toString()));
        view.lastError().ifPresent(error -> json.add("lastError", error));
        json.add("settings", Json.createObjectBuilder(view.settings()));
        return json;
    }

    private static JsonObjectBuilder json(Providers.Broken broken) {
        return Json.createObjectBuilder()
                .add("provider", broken.provider())
                .add("jar", broken.jar())
                .add("reason", broken.reason());
    }
}
