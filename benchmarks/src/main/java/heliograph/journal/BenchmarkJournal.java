package heliograph.journal;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.stream.Stream;

/// An empty journal in a directory of its own below the current one, which is on a disk where a
/// temporary one may not be. Closing it deletes it.
public record BenchmarkJournal(Journal journal, Path directory) implements AutoCloseable {

    public static BenchmarkJournal open() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "journal");
        JournalConfig config =
                new JournalConfig(directory, Retention.UNLIMITED, JournalConfig.Origin.OWN);
        Journal journal = Journal.open(config, InstantSource.system(), new PrometheusRegistry());
        return new BenchmarkJournal(journal, directory);
    }

    @Override
    public void close() throws IOException {
        journal.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
