package heliograph.broadcast;

import heliograph.query.Filter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One [View] for all subscribers with an equal filter, as long as there is one. Safe from any
/// thread.
final class Views {
    private record Shared(View view, int users) {}

    private final Map<Filter, Shared> shared = new ConcurrentHashMap<>();
    private final NarrowedFrames narrowed = new NarrowedFrames();
    private final Tail tail;

    Views(Tail tail) {
        this.tail = tail;
    }

    View enter(Filter filter) {
        return shared.merge(
                        filter,
                        new Shared(new View(filter, tail, narrowed), 1),
                        (old, _) -> new Shared(old.view(), old.users() + 1))
                .view();
    }

    void leave(Filter filter) {
        shared.computeIfPresent(
                filter,
                (_, old) -> old.users() == 1 ? null : new Shared(old.view(), old.users() - 1));
    }
}
