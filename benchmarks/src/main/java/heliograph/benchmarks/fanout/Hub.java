package heliograph.benchmarks.fanout;

import heliograph.benchmarks.server.PackagedHub;
import heliograph.benchmarks.server.Server;

import java.io.IOException;
import java.nio.file.Path;

/// Heliograph, on its core.
record Hub(PackagedHub hub) implements Contender {
    @Override
    public String name() {
        return "hub";
    }

    @Override
    public String subscribePath(Load load) {
        return "/api/stream" + load.query();
    }

    @Override
    public String publishPath() {
        return "/ingest";
    }

    @Override
    public boolean serves(Load load) {
        return true;
    }

    @Override
    public Server start(Path directory) throws IOException {
        return hub.start(directory, Server::onItsCore);
    }
}
