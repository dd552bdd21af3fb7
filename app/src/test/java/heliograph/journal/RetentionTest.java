package heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import heliograph.source.Checkpoint;
import heliograph.source.testkit.MovableClock;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

class RetentionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PAGE = 16 << 10; // bytes
    private static final SourceKey SOURCE = new SourceKey("app", "file-tail");
    private static final Retention A_DAY = retention(Duration.ofDays(1));

    @TempDir Path directory;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T15:00:00Z"));
    private PrometheusRegistry metrics = new PrometheusRegistry();
    private Optional<Journal> opened = Optional.empty();

    private Journal open(Retention retention) {
        close();
        metrics = new PrometheusRegistry();
        opened =
                Optional.of(
                        Journal.open(
                                new JournalConfig(directory, retention, JournalConfig.Origin.OWN),
                                clock,
                                metrics));
        return opened.get();
    }

    @AfterEach
    void close() {
        opened.ifPresent(Journal::close);
        opened = Optional.empty();
    }

    private static Retention retention(Duration age) {
        return new Retention(Optional.of(age), OptionalLong.empty(), OptionalLong.empty());
    }

    private static Retention count(long count) {
        return new Retention(Optional.empty(), OptionalLong.empty(), OptionalLong.of(count));
    }

    private static Retention size(long bytes) {
        return new Retention(Optional.empty(), OptionalLong.of(bytes), OptionalLong.empty());
    }

    @Test
    void whatIsTooOldIsForgottenAlsoWhileNobodyWrites() throws Exception {
        Journal journal = open(A_DAY);
        append(journal, "a", "b");
        clock.advance(Duration.ofHours(20));
        append(journal, "c");
        clock.advance(Duration.ofHours(3));
        append(journal, "d");
        assertThat(journal.oldest()).isEqualTo(1);
        clock.advance(Duration.ofHours(2)); // the first are 25 hours old
        await(() -> journal.oldest() == 3);
        assertThat(first(journal)).isEqualTo(3);
        assertThat(forgotten("age")).isEqualTo(2);
        assertThat(journal.firstSince(Instant.EPOCH)).isEqualTo(3);
    }

    @Test
    void theNewestIsKeptHoweverOldAndNoOffsetIsUsedTwice() throws Exception {
        Journal journal = open(A_DAY);
        append(journal, "a");
        append(journal, "b");
        append(journal, "c");
        clock.advance(Duration.ofDays(400));
        await(() -> journal.oldest() == 3);
        Journal again = open(A_DAY);
        await(() -> again.oldest() == 3);
        assertThat(again.newest()).isEqualTo(3);
        assertThat(append(again, "d")).isEqualTo(4);
        await(() -> again.oldest() == 4);
        assertThat(first(again)).isEqualTo(4);
    }

    @Test
    void noMoreThanTheCountIsKept() throws Exception {
        Journal journal = open(count(10));
        for (int i = 1; i <= 100; i++) {
            append(journal, "message " + i);
            assertThat(journal.oldest()).isEqualTo(Math.max(1, i - 9));
        }
        assertThat(first(journal)).isEqualTo(91);
        assertThat(forgotten("count")).isEqualTo(90);
        assertThat(forgotten("age")).isZero();
    }

    @Test
    void aCommitOfMoreThanTheCountIsWhole() throws Exception {
        Journal journal = open(count(2));
        append(journal, "a");
        append(journal, "b", "c", "d", "e");
        assertThat(journal.oldest()).isEqualTo(2);
        append(journal, "f");
        assertThat(journal.oldest()).isEqualTo(6);
    }

    @Test
    void aLimitThatIsLoweredIsReachedWhileNobodyWrites() throws Exception {
        Journal journal = open(Retention.UNLIMITED);
        for (int i = 0; i < 500; i++) append(journal, "x");
        Journal limited = open(count(7));
        await(() -> limited.oldest() == 494);
        assertThat(first(limited)).isEqualTo(494);
    }

    @Test
    void theFilesNeverTakeMoreThanTheSize() throws Exception {
        long limit = 16 << 20;
        Journal journal = open(size(limit));
        String text = "x".repeat(2_000);
        String[] batch = new String[50];
        Arrays.fill(batch, text);
        for (int written = 0; written < 4 * limit; written += batch.length * text.length()) {
            append(journal, batch);
            append(journal, "small");
            append(journal, text.repeat(100));
            assertThat(journal.bytesOnDisk()).isLessThanOrEqualTo(limit);
        }
        assertThat(journal.oldest()).isGreaterThan(1);
        long kept = 0;
        for (Block block : journal.page(journal.oldest(), Integer.MAX_VALUE)) {
            kept += block.body().length;
        }
        assertThat(kept).as("and the room is used").isGreaterThan(limit / 2);
        assertThat(forgotten("size")).isEqualTo((double) (journal.oldest() - 1));
    }

    @Test
    void checkpointsAreKeptForEver() throws Exception {
        Journal journal = open(A_DAY);
        Checkpoint checkpoint = new Checkpoint("a.log", "12");
        journal.append(JournalTest.batch(List.of(checkpoint), "one"));
        clock.advance(Duration.ofDays(400));
        append(journal, "two");
        await(() -> journal.oldest() == 2);
        assertThat(open(A_DAY).checkpoints(SOURCE)).isEqualTo(Map.of("a.log", "12"));
    }

    @Test
    void whatCannotBeForgottenKeepsNobodyFromWriting() throws Exception {
        Journal journal = open(count(2));
        append(journal, "a");
        append(journal, "b");
        execute("create trigger no before delete on block begin select raise(abort, 'no'); end");
        assertThat(append(journal, "c")).isEqualTo(3);
        assertThat(append(journal, "d")).isEqualTo(4);
        assertThat(journal.oldest()).isEqualTo(1);
        assertThat(journal.failure()).isEmpty();
    }

    @Test
    void damageAmongTheOldestIsSalvagedAtTheNextStartAndForgettingGoesOn() throws Exception {
        Journal journal = open(Retention.UNLIMITED);
        String rest = ".".repeat(300);
        for (int i = 1; i <= 500; i++) append(journal, "message " + i + rest);
        close();
        zeroPageOf("message 100.");
        Journal damaged = open(count(7));
        await(() -> Files.exists(directory.resolve("journal.db.damaged")));
        assertThat(append(damaged, "nobody is kept from writing")).isEqualTo(501);

        Journal salvaged = open(count(7));
        await(() -> salvaged.oldest() == 495);
        assertThat(first(salvaged)).isEqualTo(495);
    }

    private void zeroPageOf(String text) throws IOException {
        Path file = directory.resolve("journal.db");
        String bytes = Files.readString(file, ISO_8859_1);
        int page = bytes.indexOf(text) / PAGE;
        assertThat(page).isPositive();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(PAGE), (long) page * PAGE);
        }
    }

    private static long append(Journal journal, String... contents) throws InterruptedException {
        return journal.append(JournalTest.batch(List.of(), contents));
    }

    /// The first offset that can be read.
    private static long first(Journal journal) throws InterruptedException {
        return journal.page(1, 1).getFirst().first();
    }

    private double forgotten(String reason) {
        return metrics.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().endsWith("forgotten_messages"))
                .map(CounterSnapshot.class::cast)
                .flatMap(counter -> counter.getDataPoints().stream())
                .filter(point -> reason.equals(point.getLabels().get("reason")))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private void execute(String sql) throws SQLException {
        File file = directory.resolve("journal.db").toFile();
        try (Connection second = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = second.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
