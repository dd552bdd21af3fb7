package heliograph;

import heliograph.broadcast.Broadcaster;
import heliograph.journal.Journal;
import heliograph.runner.Sources;
import heliograph.search.SearchIndex;
import heliograph.tiles.Tiles;
import heliograph.web.HubServer;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.time.InstantSource;
import java.util.concurrent.Executors;

/// The whole line: source → broadcaster → subscription → browser.
///
/// Opened and closed by one thread.
public final class Hub implements AutoCloseable {
    private final Journal journal;
    private final SearchIndex index;
    private final Sources sources;
    private final HubServer server;

    private Hub(Journal journal, SearchIndex index, Sources sources, HubServer server) {
        this.journal = journal;
        this.index = index;
        this.sources = sources;
        this.server = server;
    }

    /// Opens the journal, starts the sources and listens.
    ///
    /// @throws RuntimeException when one of them cannot; then nothing stays open
    static Hub start(HubConfig config) {
        return start(config, Hub.class.getClassLoader());
    }

    /// @param classPath sees the sources that are not in the folder for plugins
    static Hub start(HubConfig config, ClassLoader classPath) {
        InstantSource clock = InstantSource.system();
        PrometheusRegistry metrics = new PrometheusRegistry();
        Journal journal = Journal.open(config.journal(), clock, metrics);
        SearchIndex index = SearchIndex.open(config.journal().directory(), journal, metrics);
        try {
            Broadcaster broadcaster = new Broadcaster(journal, config.maxMessage(), metrics);
            Sources sources =
                    Sources.start(config.sources(classPath), broadcaster, journal, clock, metrics);
            try {
                HubServer server =
                        HubServer.start(
                                config.server(),
                                journal,
                                index,
                                broadcaster,
                                sources,
                                Tiles.open(config.tiles(), broadcaster, journal, clock),
                                clock,
                                metrics,
                                Version.current());
                return new Hub(journal, index, sources, server);
            } catch (RuntimeException e) {
                sources.close();
                throw e;
            }
        } catch (RuntimeException e) {
            index.close();
            journal.close();
            throw e;
        }
    }

    /// The port it listens on.
    int port() {
        return server.port();
    }

    /// Stops what brings messages and what shows them, each in its own time, then what keeps them.
    @Override
    public void close() {
        try (journal;
                index) {
            try (var stopping = Executors.newVirtualThreadPerTaskExecutor()) {
                stopping.execute(sources::close);
                server.close();
            } // waits for the sources: what they still publish is kept
        }
    }
}
