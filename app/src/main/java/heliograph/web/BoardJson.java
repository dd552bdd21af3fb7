package heliograph.web;

import static heliograph.stream.JsonP.JSON;

import heliograph.journal.EntryId;
import heliograph.plugin.BrokenJar;
import heliograph.runner.Board;
import heliograph.runner.Budget;
import heliograph.runner.LastMessage;
import heliograph.runner.Silence;
import heliograph.runner.SourceError;
import heliograph.runner.SourceState;
import heliograph.runner.SourceView;
import heliograph.source.Health;
import heliograph.source.Lag;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/// Sources and how they fare, as JSON.
final class BoardJson {
    private final LongFunction<EntryId> ids;

    /// @param ids the id of an offset
    BoardJson(LongFunction<EntryId> ids) {
        this.ids = ids;
    }

    JsonObject board(Board board) {
        JsonArrayBuilder sources = JSON.createArrayBuilder();
        board.sources().forEach(view -> sources.add(source(view)));
        return JSON.createObjectBuilder()
                .add("sources", sources)
                .add("broken", broken(board.broken()))
                .build();
    }

    JsonArray broken(List<BrokenJar> jars) {
        JsonArrayBuilder broken = JSON.createArrayBuilder();
        for (BrokenJar jar : jars) {
            broken.add(
                    JSON.createObjectBuilder()
                            .add("jar", jar.jar())
                            .add("provider", jar.provider())
                            .add("reason", jar.reason())
                            .add("at", time(jar.at())));
        }
        return broken.build();
    }

    JsonObject source(SourceView view) {
        JsonObjectBuilder json =
                JSON.createObjectBuilder()
                        .add("name", view.name())
                        .add("type", view.type())
                        .add("state", view.state().word())
                        .add("messages", view.messages())
                        .add("rate", view.rate())
                        .add("perSecond", JSON.createArrayBuilder(view.bySecond()));
        view.lastMessage().ifPresent(last -> json.add("lastMessage", lastMessage(last)));
        view.lastError().ifPresent(error -> json.add("lastError", lastError(error)));
        json.add("restarts", view.restarts());
        view.nextStart().ifPresent(next -> json.add("nextStart", time(next)));
        json.add("health", health(view.health()));
        view.lag().ifPresent(lag -> json.add("lag", lag(lag)));
        view.silence().ifPresent(silence -> json.add("expect", expect(silence)));
        if (!view.budget().isUnlimited()) json.add("budget", budget(view));
        json.add("jar", view.jar());
        if (!view.version().isEmpty()) json.add("version", view.version());
        return json.add("settings", JSON.createObjectBuilder(view.settings()))
                .add("actions", actions(view.state()))
                .build();
    }

    private JsonObjectBuilder lastMessage(LastMessage last) {
        JsonObjectBuilder json =
                JSON.createObjectBuilder()
                        .add("id", ids.apply(last.offset()).toString())
                        .add("time", time(last.time()));
        if (!last.text().isEmpty()) json.add("content", last.text());
        return json;
    }

    private static JsonObjectBuilder lastError(SourceError error) {
        return JSON.createObjectBuilder()
                .add("message", error.failure().message())
                .add("at", time(error.at()))
                .add("stack", error.failure().stack());
    }

    private static JsonObjectBuilder health(Health health) {
        return JSON.createObjectBuilder()
                .add("status", health.status().name().toLowerCase(Locale.ROOT))
                .add("detail", health.detail());
    }

    private static JsonObjectBuilder expect(Silence silence) {
        return JSON.createObjectBuilder()
                .add("seconds", silence.expect().toSeconds())
                .add("silent", silence.isTold())
                .add("since", time(silence.since()));
    }

    private static JsonObjectBuilder budget(SourceView view) {
        Budget budget = view.budget();
        JsonObjectBuilder json = JSON.createObjectBuilder();
        budget.messages().ifPresent(messages -> json.add("messages", messages));
        budget.bytes().ifPresent(bytes -> json.add("bytes", bytes));
        return json.add("waiting", view.isHeldBack());
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /// The commands that make sense now.
    private static JsonArrayBuilder actions(SourceState state) {
        List<String> actions =
                switch (state) {
                    case STARTING, RUNNING, FAILED, FINISHED -> List.of("pause", "restart");
                    case PAUSED -> List.of("resume", "restart");
                    case BROKEN -> List.of("restart");
                    case STOPPED -> List.of();
                };
        return JSON.createArrayBuilder(actions);
    }

    private static JsonObjectBuilder lag(Lag lag) {
        JsonArrayBuilder parts = JSON.createArrayBuilder();
        for (Lag.Part part : lag.parts()) {
            parts.add(
                    JSON.createObjectBuilder()
                            .add("name", part.name())
                            .add("amount", part.amount())
                            .add("lost", part.lost()));
        }
        return JSON.createObjectBuilder()
                .add("amount", lag.amount())
                .add("unit", lag.unit())
                .add("parts", parts);
    }
}
