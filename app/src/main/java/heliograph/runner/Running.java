package heliograph.runner;

import heliograph.plugin.FoundProvider;
import heliograph.source.HttpSource;
import heliograph.source.LiveSource;
import heliograph.source.Source;

import java.util.Optional;

/// A source at work.
sealed interface Running {

    /// Who takes what is posted; nobody when it is a source of another kind.
    Optional<HttpReceiver> receiver();

    /// Asks it to stop, and returns at once.
    void stop();

    /// Waits until it has stopped, or leaves it behind.
    ///
    /// @param deadline as of [System#nanoTime]
    void awaitStop(long deadline) throws InterruptedException;

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

    record Live(SourceRunner runner) implements Running {
        @Override
        public Optional<HttpReceiver> receiver() {
            return Optional.empty();
        }

        @Override
        public void stop() {
            runner.stop();
        }

        @Override
        public void awaitStop(long deadline) throws InterruptedException {
            runner.awaitStop(deadline);
        }
    }

    /// A source of the hub's own that is told by HTTP: its requests end by themselves, when they
    /// next publish.
    record Told(HttpReceiver told) implements Running {
        @Override
        public Optional<HttpReceiver> receiver() {
            return Optional.of(told);
        }

        @Override
        public void stop() {
            told.stop();
        }

        @Override
        public void awaitStop(long deadline) {}
    }

    record ToldAPlugin(HttpReceiver told, IsolatedHttpSource source) implements Running {
        @Override
        public Optional<HttpReceiver> receiver() {
            return Optional.of(told);
        }

        @Override
        public void stop() {
            told.stop();
            source.close();
        }

        @Override
        public void awaitStop(long deadline) throws InterruptedException {
            source.awaitEnd(deadline);
        }
    }
}
