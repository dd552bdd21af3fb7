package heliograph.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Copies of plugins' jars that nobody else writes to: a jar that is overwritten in place would
/// corrupt the classes that are still to be read from it.
final class PrivateCopies implements AutoCloseable {
    private final Path directory;
    private final AtomicInteger number = new AtomicInteger();

    /// @param directory of the hub's own; what an earlier hub left there is deleted
    PrivateCopies(Path directory) throws IOException {
        this.directory = directory;
        delete(directory);
    }

    /// The copies of one plugin. Closing deletes them.
    record Copy(Path directory, List<Path> jars) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            delete(directory);
        }
    }

    /// @throws IOException when one of them cannot be read, or there is no room
    Copy of(List<Path> jars) throws IOException {
        Path own = directory.resolve(Integer.toString(number.incrementAndGet()));
        Files.createDirectories(own);
        List<Path> copies = new ArrayList<>();
        try {
            for (Path jar : jars) copies.add(Files.copy(jar, own.resolve(jar.getFileName())));
        } catch (IOException e) {
            delete(own);
            throw e;
        }
        return new Copy(own, copies);
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) return;
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }

    @Override
    public void close() throws IOException {
        delete(directory);
    }
}
