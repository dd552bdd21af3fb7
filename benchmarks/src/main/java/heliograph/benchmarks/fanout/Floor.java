package heliograph.benchmarks.fanout;

import heliograph.benchmarks.server.Server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// A program that does nothing but write: what no server on this kernel can go below.
final class Floor implements Contender {
    private static final Pattern PORT = Pattern.compile("port (\\d+)");

    private final Path program;

    Floor(Path program) {
        this.program = program;
    }

    @Override
    public String name() {
        return "floor";
    }

    @Override
    public String subscribePath(Load load) {
        return "/sub";
    }

    @Override
    public String publishPath() {
        return "/pub";
    }

    @Override
    public Server start(Path directory) throws IOException {
        Path errors = directory.resolveSibling("floor.log");
        List<String> command = List.of(program.toString());
        return Server.announced(
                Server.launch(directory, errors, Server.onItsCore(command)), PORT, errors);
    }
}
