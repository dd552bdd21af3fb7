package heliograph.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Heliograph as a user starts it: the packaged jar, by its launcher, with its journal on disk.
public final class PackagedHub {
    private static final Pattern PORT = Pattern.compile(" on http://localhost:(\\d+),");

    private final Path launcher;

    private PackagedHub(Path launcher) {
        this.launcher = launcher;
    }

    /// @param project where the launcher is
    public static PackagedHub of(Path project) throws IOException {
        Path jar = project.resolve("app/target/heliograph.jar");
        if (!Files.exists(jar)) {
            throw new Unusable(jar + " is missing; run Maven with -am, which packages it");
        }
        // Maven leaves a jar alone that has all it needs; the launcher would see an old one.
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
        return new PackagedHub(project.resolve("heliograph").toRealPath());
    }

    /// Starts it on a free port, with its data below the directory and its log beside it.
    ///
    /// @param placing what is done to its command, such as [Server#onItsCore]
    /// @param options more of them
    public Server start(Path directory, UnaryOperator<List<String>> placing, String... options)
            throws IOException {
        Path errors = directory.resolveSibling("hub.log");
        List<String> command =
                Stream.concat(
                                Stream.of(launcher.toString(), "--data", "data", "--port", "0"),
                                Stream.of(options))
                        .toList();
        return Server.announced(
                Server.launch(directory, errors, placing.apply(command)), PORT, errors);
    }
}
