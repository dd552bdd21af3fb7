package heliograph.benchmarks.fanout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// Heliograph as a user starts it: the packaged jar, by its launcher, with its journal on disk.
final class Hub implements Contender {
    private static final Pattern PORT = Pattern.compile(" on http://localhost:(\\d+),");

    private final Path launcher;

    private Hub(Path launcher) {
        this.launcher = launcher;
    }

    /// @param project where the launcher is
    static Hub packaged(Path project) throws IOException {
        Path jar = project.resolve("app/target/heliograph.jar");
        if (!Files.exists(jar)) {
            throw new Unusable(jar + " is missing; run Maven with -am, which packages it");
        }
        // Maven leaves a jar alone that has all it needs; the launcher would see an old one.
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
        return new Hub(project.resolve("heliograph").toRealPath());
    }

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
        Path errors = directory.resolveSibling("hub.log");
        List<String> command = List.of(launcher.toString(), "--data", "data", "--port", "0");
        return Server.announced(Server.launch(directory, errors, command), PORT, errors);
    }
}
