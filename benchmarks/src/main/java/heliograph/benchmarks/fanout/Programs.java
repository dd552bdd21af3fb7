package heliograph.benchmarks.fanout;

import heliograph.benchmarks.server.Unusable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The programs of this machine that a measurement needs, and those it compiles from `src/main/c`.
///
/// @param client drives a server and measures it
/// @param floor does nothing but write
record Programs(Path client, Path floor) {
    private static final Path SOURCES = Path.of("src/main/c");

    /// The server's core must not be the load's.
    private static final int CORES = 2;

    /// @param directory where to put them
    static Programs compile(Path directory) throws Exception {
        if (Runtime.getRuntime().availableProcessors() < CORES) {
            throw new Unusable("two cores are needed: one for the server, one for the load");
        }
        need("taskset", "it pins server and load to a core each (Debian: util-linux)");
        need("cc", "it compiles the load client and the floor (Debian: gcc, libc6-dev)");
        Path client = directory.resolve("ssebench").toAbsolutePath();
        Path floor = directory.resolve("floor").toAbsolutePath();
        try (Stream<Path> files = Files.list(SOURCES.resolve("load"))) {
            List<Path> units = files.filter(file -> file.toString().endsWith(".c")).toList();
            compile(client, units);
        }
        compile(floor, List.of(SOURCES.resolve("floor.c")));
        return new Programs(client, floor);
    }

    private static void compile(Path program, List<Path> units) throws Exception {
        Stream<String> options = Stream.of("cc", "-O2", "-o", program.toString());
        List<String> command = Stream.concat(options, units.stream().map(Path::toString)).toList();
        Process compiler = new ProcessBuilder(command).inheritIO().start();
        if (compiler.waitFor() != 0)
            throw new Unusable("this failed: " + String.join(" ", command));
    }

    private static void need(String name, String why) {
        if (find(name).isEmpty()) {
            throw new Unusable("'%s' is not installed; %s".formatted(name, why));
        }
    }

    /// The program of that name on the path.
    static Optional<Path> find(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Whether there is no disk under it: then an fsync costs nothing.
    static boolean isInMemory(Path directory) throws IOException {
        return Files.getFileStore(directory).type().equals("tmpfs");
    }
}
