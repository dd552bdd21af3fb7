package heliograph.runner;

import heliograph.plugin.FoundProvider;
import heliograph.source.HttpSource;
import heliograph.source.LiveSource;
import heliograph.source.Source;

/// A source at work.
sealed interface Running {

    record Live(SourceRunner runner) implements Running {}

    /// A source of the hub's own that is told by HTTP: its requests end by themselves.
    record Told(HttpReceiver receiver) implements Running {}

    record ToldAPlugin(HttpReceiver receiver, IsolatedHttpSource source) implements Running {}

    static Running start(
            Source source,
            FoundProvider provider,
            SourceRules rules,
            SourceStatus status,
            Station station) {
        return switch (source) {
            case LiveSource live ->
                    new Live(SourceRunner.start(live, provider.loader(), rules, status, station));
            case HttpSource http -> {
                status.running();
                yield told(http, provider, rules, status, station);
            }
        };
    }

    private static Running told(
            HttpSource source,
            FoundProvider provider,
            SourceRules rules,
            SourceStatus status,
            Station station) {
        if (provider.isOurs()) return new Told(new HttpReceiver(source, rules, status, station));
        var isolated =
                new IsolatedHttpSource(source, provider.loader(), station.patience(), status);
        return new ToldAPlugin(new HttpReceiver(isolated, rules, status, station), isolated);
    }

    /// Asks it to stop, and returns at once.
    default void stop() {
        switch (this) {
            case Live live -> live.runner.stop();
            case Told _ -> {}
            case ToldAPlugin told -> told.source.close();
        }
    }

    /// Waits until it has stopped, or leaves it behind.
    ///
    /// @param deadline as of [System#nanoTime]
    default void awaitStop(long deadline) throws InterruptedException {
        switch (this) {
            case Live live -> live.runner.awaitStop(deadline);
            case Told _ -> {}
            case ToldAPlugin told -> told.source.awaitEnd(deadline);
        }
    }
}
