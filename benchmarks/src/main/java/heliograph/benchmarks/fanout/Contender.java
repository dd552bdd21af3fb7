package heliograph.benchmarks.fanout;

import heliograph.benchmarks.server.Server;

import java.io.IOException;
import java.nio.file.Path;

/// A server to be compared.
interface Contender {
    String name();

    String subscribePath(Load load);

    String publishPath();

    /// Whether it can serve that load at all.
    default boolean serves(Load load) {
        return !load.needsFilters();
    }

    /// Starts it, on a free port.
    ///
    /// @param directory empty, for its files
    Server start(Path directory) throws IOException, InterruptedException;
}
