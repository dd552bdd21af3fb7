package heliograph.web;

import static heliograph.stream.JsonP.JSON;

import heliograph.runner.Board;
import heliograph.runner.SourceView;

import io.helidon.http.sse.SseEvent;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What one client of `/api/sources/stream` is to be told: first the whole board, then what is
/// different from what it was told last. Used by its stream's thread.
final class BoardChanges {
    private final BoardJson json;
    private Optional<Board> told = Optional.empty();

    BoardChanges(BoardJson json) {
        this.json = json;
    }

    /// Nothing when nothing has changed.
    Optional<SseEvent> next(Board now) {
        Optional<Board> before = told;
        told = Optional.of(now);
        if (before.isEmpty()) return Optional.of(event("board", json.board(now).toString()));
        return changes(before.get(), now);
    }

    private Optional<SseEvent> changes(Board before, Board now) {
        Map<String, SourceView> gone = new HashMap<>();
        before.sources().forEach(view -> gone.put(view.name(), view));
        JsonArrayBuilder changed = JSON.createArrayBuilder();
        boolean isSame = true;
        for (SourceView view : now.sources()) {
            if (view.equals(gone.remove(view.name()))) continue;
            changed.add(json.source(view));
            isSame = false;
        }
        JsonObjectBuilder change = JSON.createObjectBuilder().add("sources", changed);
        if (!gone.isEmpty()) change.add("gone", JSON.createArrayBuilder(gone.keySet()));
        boolean sameBroken = before.broken().equals(now.broken());
        if (!sameBroken) change.add("broken", json.broken(now.broken()));
        if (isSame && gone.isEmpty() && sameBroken) return Optional.empty();
        return Optional.of(event("change", change.build().toString()));
    }

    private static SseEvent event(String name, String data) {
        return SseEvent.builder().name(name).data(data).build();
    }
}
