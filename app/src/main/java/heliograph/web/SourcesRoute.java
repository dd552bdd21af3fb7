package heliograph.web;

import static heliograph.stream.JsonP.JSON;

import heliograph.runner.Providers;
import heliograph.runner.SourceStatus;
import heliograph.runner.Sources;
import heliograph.source.Health;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

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
        JsonArrayBuilder board = JSON.createArrayBuilder();
        sources.board().forEach(view -> board.add(json(view)));
        JsonArrayBuilder broken = JSON.createArrayBuilder();
        sources.broken().forEach(jar -> broken.add(json(jar)));
        response.send(
                JSON.createObjectBuilder().add("sources", board).add("broken", broken).build());
    }

    private static JsonObjectBuilder json(SourceStatus.View view) {
        JsonObjectBuilder json =
                JSON.createObjectBuilder()
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
                JSON.createObjectBuilder()
                        .add("status", health.status().name().toLowerCase(Locale.ROOT))
                        .add("detail", health.detail()));
        json.add("lags", lags(health));
        view.lastMessage().ifPresent(time -> json.add("lastMessage", time.toString()));
        view.lastError().ifPresent(error -> json.add("lastError", error));
        json.add("settings", JSON.createObjectBuilder(view.settings()));
        return json;
    }

    private static JsonArrayBuilder lags(Health health) {
        JsonArrayBuilder lags = JSON.createArrayBuilder();
        for (Health.Lag lag : health.lags()) {
            lags.add(
                    JSON.createObjectBuilder()
                            .add("part", lag.part())
                            .add("behind", lag.behind())
                            .add("lost", lag.lost()));
        }
        return lags;
    }

    private static JsonObjectBuilder json(Providers.Broken broken) {
        return JSON.createObjectBuilder()
                .add("provider", broken.provider())
                .add("jar", broken.jar())
                .add("reason", broken.reason());
    }
}
