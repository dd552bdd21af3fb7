package heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.Checkpoint;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A journal that was opened on damaged files, and what was once written to it.
final class JournalUnderTest implements AutoCloseable {
    private static final SourceKey SOURCE = new SourceKey("app", "file-tail");

    /// The files of a journal and the lines in it.
    ///
    /// @param written offset → line
    /// @param ids those given so far, also to what came after a damage
    record Original(Path directory, Map<Long, String> written, Set<String> ids) {
        /// A copy of its own, of the files and of what was given.
        Original copyTo(Path place) throws IOException {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.copy(file, place.resolve(file.getFileName().toString()));
                }
            }
            return new Original(place, written, new HashSet<>(ids));
        }

        @Override
        public String toString() {
            return directory.getFileName().toString();
        }
    }

    private final Original original;
    private final Journal journal;

    private JournalUnderTest(Original original, Journal journal) {
        this.original = original;
        this.journal = journal;
    }

    /// One that was closed well: all is in the database.
    static Original closed(Path directory) throws Exception {
        Files.createDirectories(directory);
        Original original = new Original(directory, new TreeMap<>(), new HashSet<>());
        try (Journal journal = open(directory)) {
            write(journal, original, new Random(1), 150);
        }
        Files.delete(directory.resolve("heliograph.lock"));
        return original;
    }

    /// One whose process was killed: half of it is in the write-ahead log.
    static Original killed(Path directory) throws Exception {
        Path alive = directory.resolveSibling("alive");
        Original original = new Original(directory, new TreeMap<>(), new HashSet<>());
        try (Journal journal = open(alive)) {
            Random random = new Random(2);
            write(journal, original, random, 80);
            execute(alive, "pragma wal_checkpoint(truncate)");
            write(journal, original, random, 70);
            Files.createDirectories(directory);
            new Original(alive, Map.of(), Set.of()).copyTo(directory);
        }
        Files.delete(directory.resolve("heliograph.lock"));
        return original;
    }

    private static void write(Journal journal, Original original, Random random, int batches)
            throws InterruptedException {
        for (int b = 0; b < batches; b++) {
            String[] lines = new String[1 + random.nextInt(4)];
            for (int i = 0; i < lines.length; i++) {
                lines[i] = Integer.toString(random.nextInt(), 36).repeat(1 + random.nextInt(150));
            }
            long first = journal.append(batch(lines));
            for (int i = 0; i < lines.length; i++) {
                original.written().put(first + i, lines[i]);
                original.ids().add(journal.epochs().idOf(first + i).toString());
            }
        }
    }

    private static Batch batch(String... contents) {
        var lines = new ByteArrayOutputStream();
        int[] ends = new int[contents.length];
        for (int i = 0; i < contents.length; i++) {
            lines.writeBytes(line(contents[i]).getBytes(UTF_8));
            ends[i] = lines.size();
        }
        List<Checkpoint> checkpoints = List.of(new Checkpoint("a.log", contents[0]));
        return new Batch(lines.toByteArray(), ends, new int[0], SOURCE, checkpoints);
    }

    private static String line(String content) {
        return "{\"time\":\"2026-11-22T15:00:00.000Z\",\"source\":\"app\",\"content\":\"%s\"}\n"
                .formatted(content);
    }

    static JournalUnderTest open(Original original) {
        return new JournalUnderTest(original, open(original.directory()));
    }

    private static Journal open(Path directory) {
        return Journal.open(directory, InstantSource.system(), new PrometheusRegistry());
    }

    static void execute(Path directory, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + directory.resolve("journal.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Also not under another offset, and not twice.
    void assertNothingIsAltered() throws InterruptedException {
        long next = 1;
        while (true) {
            List<Block> page = journal.page(next, 10_000);
            if (page.isEmpty()) return;
            for (Block block : page) {
                assertThat(block.first()).isGreaterThanOrEqualTo(next);
                assertIsAsWritten(block);
                next = block.last() + 1;
            }
        }
    }

    private void assertIsAsWritten(Block block) {
        for (int i = 0; i < block.count(); i++) {
            if (!block.intact(i)) continue;
            long offset = block.first() + i;
            if (offset > original.written().size()) continue; // written since
            assertThat(new String(block.line(i), UTF_8) + "\n")
                    .isEqualTo(
                            line(
                                    Objects.requireNonNullElse(
                                            original.written().get(offset), "none")));
        }
    }

    void assertEverythingIsThere() throws InterruptedException {
        assertThat(journal.missing(1, journal.oldest())).isZero();
        assertThat(journal.oldest()).isEqualTo(1);
        assertThat(journal.newest()).isEqualTo(original.written().size());
        long there = 0;
        for (Block block : journal.page(1, Integer.MAX_VALUE)) there += block.countIntact();
        assertThat(there).isEqualTo(original.written().size());
        assertThat(journal.checkpoints(SOURCE)).hasSize(1);
    }

    void assertNoIdIsGivenTwice() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            long offset = journal.append(batch("new"));
            String id = journal.epochs().idOf(offset).toString();
            assertThat(original.ids().add(id)).as(id + " is new").isTrue();
            assertThat(journal.newest()).isEqualTo(offset);
            assertThat(journal.page(offset, 1)).hasSize(1);
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
