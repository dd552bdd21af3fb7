package heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.Checkpoint;
import heliograph.source.PublishFailed;
import heliograph.source.testkit.MovableClock;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

class JournalTest {
    private static final Instant START = Instant.parse("2026-11-22T15:00:00Z");
    private static final SourceKey SOURCE = new SourceKey("app", "file-tail");

    @TempDir Path directory;
    private final MovableClock clock = new MovableClock(START);
    private final List<List<Block>> commits = Collections.synchronizedList(new ArrayList<>());
    private Journal journal;

    @BeforeEach
    void open() {
        journal = Journal.open(directory, clock, new PrometheusRegistry());
        journal.listen(commits::add);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void reopen() {
        close();
        open();
    }

    @Test
    void offsetsAreConsecutiveFromOneAlsoAcrossAReopen() throws Exception {
        assertThat(journal.newest()).isZero();
        assertThat(journal.oldest()).isEqualTo(1);
        assertThat(append("a")).isEqualTo(1);
        assertThat(append("b", "c", "d")).isEqualTo(2);
        assertThat(append("e")).isEqualTo(5);
        reopen();
        assertThat(journal.newest()).isEqualTo(5);
        assertThat(append("f")).isEqualTo(6);
        assertThat(contents()).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void batchesOfManyThreadsAreEachWholeAndConsecutive() throws Exception {
        int threads = 8;
        int batches = 40;
        List<Callable<List<String>>> publishers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            publishers.add(() -> publish(thread, batches));
        }
        List<String> expected = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<String>> published : executor.invokeAll(publishers)) {
                expected.addAll(published.get());
            }
        }
        List<String> kept = contents();
        assertThat(kept).hasSameSizeAs(expected);
        for (int i = 0; i < kept.size(); i++) expected.remove((i + 1) + " " + kept.get(i));
        assertThat(expected).as("what was answered and is not there").isEmpty();
        assertThat(journal.newest()).isEqualTo(kept.size());
        assertThatTheListenerSawEverythingInOrder(kept.size());
    }

    /// Publishes batches of one to five, and returns `offset content` of each message.
    private List<String> publish(int thread, int batches) throws InterruptedException {
        List<String> published = new ArrayList<>();
        for (int b = 0; b < batches; b++) {
            String[] batch = new String[1 + (thread + b) % 5];
            for (int i = 0; i < batch.length; i++) batch[i] = thread + "/" + b + "/" + i;
            long first = append(batch);
            for (int i = 0; i < batch.length; i++) published.add((first + i) + " " + batch[i]);
        }
        return published;
    }

    private void assertThatTheListenerSawEverythingInOrder(long count) {
        long next = 1;
        for (List<Block> commit : commits) {
            for (Block block : commit) {
                assertThat(block.first()).isEqualTo(next);
                next = block.last() + 1;
            }
        }
        assertThat(next).isEqualTo(count + 1);
    }

    @Test
    void aLargeBatchIsCutIntoBlocksAndStaysOneCommit() throws Exception {
        String[] large = new String[35];
        for (int i = 0; i < large.length; i++) large[i] = i + "x".repeat(10_000);
        assertThat(append(large)).isEqualTo(1);
        assertThat(commits).hasSize(1);
        assertThat(commits.getFirst()).hasSizeGreaterThan(3);
        assertThat(commits.getFirst()).allMatch(block -> block.body().length <= 64 << 10);
        assertThatTheListenerSawEverythingInOrder(large.length);
        assertThat(contents()).containsExactly(large);
    }

    @Test
    void aLineLargerThanABlockHasABlockOfItsOwn() throws Exception {
        String larger = "x".repeat(3 << 20);
        append("small", larger, "small again");
        assertThat(commits.getFirst()).extracting(Block::count).containsExactly(1, 1, 1);
        assertThat(contents()).containsExactly("small", larger, "small again");
    }

    @Test
    void arrivalsNeverGoBackEvenWhenTheClockDoes() throws Exception {
        append("on time");
        clock.advance(Duration.ofHours(-1));
        append("an hour earlier");
        reopen();
        append("after a restart");
        clock.advance(Duration.ofHours(2));
        append("later");
        Instant later = START.plus(Duration.ofHours(1));
        assertThat(arrivals()).containsExactly(START, START, START, later);
        assertThat(lines().getLast()).contains("\"time\":\"2026-11-22T16:00:00.000Z\"");
    }

    @Test
    void aTimeLeadsToTheFirstOffsetThatArrivedThenOrLater() throws Exception {
        Random random = new Random(42); // the same journal every time
        List<Instant> arrivalOf = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            clock.advance(Duration.ofMillis(random.nextInt(3) * 1000L));
            String[] batch = new String[1 + random.nextInt(4)];
            for (int j = 0; j < batch.length; j++) {
                batch[j] = "x";
                arrivalOf.add(clock.instant());
            }
            append(batch);
        }
        Instant end = clock.instant();
        for (Instant t = START.minusSeconds(2); t.isBefore(end.plusSeconds(2)); ) {
            Instant asked = t;
            int before = (int) arrivalOf.stream().filter(a -> a.isBefore(asked)).count();
            assertThat(journal.firstSince(asked)).as("since %s", asked).isEqualTo(before + 1);
            t = t.plusMillis(500);
        }
    }

    @Test
    void anyTimeAtAllCanBeAskedFor() throws Exception {
        assertThat(journal.firstSince(Instant.MIN)).isEqualTo(1);
        append("a", "b");
        assertThat(journal.firstSince(Instant.MIN)).isEqualTo(1);
        assertThat(journal.firstSince(Instant.EPOCH)).isEqualTo(1);
        assertThat(journal.firstSince(Instant.MAX)).isEqualTo(3);
    }

    @Test
    void aTimeIsFoundAlsoWhereTheOldestBlocksAreGone() throws Exception {
        for (int i = 0; i < 20; i++) append("x");
        execute("delete from block where first <= 15");
        assertThat(journal.firstSince(START)).isEqualTo(16);
    }

    @Test
    void checkpointsAreCommittedWithTheirBatch() throws Exception {
        journal.append(batch(List.of(new Checkpoint("a.log", "12")), "one"));
        journal.append(batch(List.of(new Checkpoint("b.log", "7")), "two"));
        journal.append(batch(List.of(new Checkpoint("a.log", "24")), "three"));
        assertThat(journal.checkpoints(SOURCE)).isEqualTo(Map.of("a.log", "24", "b.log", "7"));
        reopen();
        assertThat(journal.checkpoints(SOURCE)).isEqualTo(Map.of("a.log", "24", "b.log", "7"));
    }

    @Test
    void checkpointsNeedNoMessageAndAnEmptyValueForgets() throws Exception {
        journal.append(batch(List.of(new Checkpoint("a", "1"), new Checkpoint("b", "2"))));
        assertThat(journal.newest()).isZero();
        assertThat(journal.checkpoints(SOURCE)).hasSize(2);
        journal.append(batch(List.of(Checkpoint.forget("a"), Checkpoint.forget("never was"))));
        assertThat(journal.checkpoints(SOURCE)).isEqualTo(Map.of("b", "2"));
        assertThat(append("x")).isEqualTo(1);
        assertThat(commits).as("a commit without messages shows nothing").hasSize(1);
    }

    @Test
    void checkpointsBelongToASourcesNameAndType() throws Exception {
        journal.append(batch(List.of(new Checkpoint("a", "1"))));
        assertThat(journal.checkpoints(new SourceKey("app", "cron"))).isEmpty();
        assertThat(journal.checkpoints(new SourceKey("other", "file-tail"))).isEmpty();
    }

    @Test
    void aBatchThatFailsTakesItsCheckpointsWithIt() throws Exception {
        execute("create trigger no before insert on block begin select raise(abort, 'full'); end");
        Batch batch = batch(List.of(new Checkpoint("a", "1")), "one");
        assertThatThrownBy(() -> journal.append(batch))
                .isInstanceOf(PublishFailed.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("full");
        assertThat(journal.checkpoints(SOURCE)).isEmpty();
        assertThat(journal.newest()).isZero();
        assertThat(journal.failure()).hasValueSatisfying(why -> assertThat(why).contains("full"));
        execute("drop trigger no");
        assertThat(append("two")).isEqualTo(1);
        assertThat(contents()).containsExactly("two");
        assertThat(journal.failure()).isEmpty();
    }

    @Test
    void aFailureIsOverWhenWritingWouldSucceedAgainAlsoIfNobodyWrites() throws Exception {
        append("one");
        execute("create trigger no before insert on block begin select raise(abort, 'full'); end");
        assertThatThrownBy(() -> append("two")).isInstanceOf(PublishFailed.class);
        assertThat(journal.failure()).isPresent();
        execute("drop trigger no");
        assertThat(journal.failure()).isEmpty();
        assertThat(append("three")).isEqualTo(2);
        assertThat(contents()).containsExactly("one", "three");
    }

    @Test
    void aSecondHubOnTheDirectoryIsRefusedAndToldWhoHasIt() throws Exception {
        assertThatThrownBy(() -> Journal.open(directory, clock, new PrometheusRegistry()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("pid " + ProcessHandle.current().pid())
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("--data");
        assertThat(append("still mine")).isEqualTo(1);
    }

    @Test
    void aJournalOfANewerHubIsRefusedAndLeftAsItWas() throws Exception {
        append("one");
        close();
        execute("pragma user_version=99");
        byte[] before = Files.readAllBytes(directory.resolve("journal.db"));
        for (int attempt = 0; attempt < 2; attempt++) { // the first must not keep the lock
            assertThatThrownBy(() -> Journal.open(directory, clock, new PrometheusRegistry()))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("newer Heliograph")
                    .hasMessageContaining("99");
        }
        assertThat(Files.readAllBytes(directory.resolve("journal.db"))).isEqualTo(before);
        execute("pragma user_version=2");
        open();
        assertThat(contents()).containsExactly("one");
    }

    @Test
    void aWitnessThatIsADirectoryIsToldWithWhatToDo() throws Exception {
        close();
        Files.delete(directory.resolve("journal.witness"));
        Files.createDirectory(directory.resolve("journal.witness"));
        assertThatThrownBy(this::open)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("it is a directory where a file belongs: move it away");
        Files.delete(directory.resolve("journal.witness"));
        open();
    }

    @Test
    void aBackupOfANewerHubIsRefusedAndLeftAsItWas() throws Exception {
        append("one");
        close();
        execute("pragma journal_mode=delete"); // as backups are
        execute("pragma user_version=99");
        Files.delete(directory.resolve("journal.witness"));
        byte[] before = Files.readAllBytes(directory.resolve("journal.db"));
        assertThatThrownBy(() -> Journal.open(directory, clock, new PrometheusRegistry()))
                .hasMessageContaining("newer Heliograph");
        assertThat(Files.readAllBytes(directory.resolve("journal.db"))).isEqualTo(before);
        assertThat(directory.resolve("journal.witness")).doesNotExist();
        execute("pragma user_version=2");
        open();
    }

    @Test
    void aJournalOfBeforeTheFirstReleaseIsRefused() throws Exception {
        close();
        execute("pragma user_version=1");
        assertThatThrownBy(this::open)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("another --data");
        execute("pragma user_version=2");
        open();
    }

    @Test
    void aFileThatIsNoJournalIsPutAside() throws Exception {
        close();
        Path file = directory.resolve("journal.db");
        String text = "this is no database, whatever its name says. ".repeat(100);
        Files.writeString(file, text);
        open();
        assertThat(append("one")).isEqualTo(1);
        try (var files = Files.list(directory)) {
            Path kept =
                    files.filter(f -> f.toString().contains("journal.db.damaged-"))
                            .findFirst()
                            .orElseThrow();
            assertThat(kept).hasContent(text);
        }
    }

    @Test
    void aJournalThatWasPutBackBeginsANewEpochAndKeepsItsEntriesIds() throws Exception {
        append("one", "two");
        EntryId two = journal.epochs().idOf(2);
        close();
        journal =
                Journal.open(
                        new JournalConfig(
                                directory, Retention.UNLIMITED, JournalConfig.Origin.RESTORED),
                        clock,
                        new PrometheusRegistry());
        assertThat(append("another three")).isEqualTo(3);
        assertThat(journal.epochs().idOf(2)).isEqualTo(two);
        assertThat(journal.epochs().idOf(3).epoch()).isNotEqualTo(two.epoch());
        assertThat(journal.epochs().contain(two, 3)).isTrue();
        assertThat(journal.epochs().contain(new EntryId(two.epoch(), 3), 3)).isFalse();
        reopen();
        assertThat(journal.epochs().idOf(2)).isEqualTo(two);
    }

    @Test
    void aWriterThatMeetsDamageRefusesAndTheNextStartSavesWhatCanBeRead() throws Exception {
        append("one");
        execute("insert into block values(2, 1, 0, 0, x'', x'')"); // where nothing can be yet
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> append("two"))
                    .isInstanceOf(PublishFailed.class)
                    .hasMessageContaining("journal.db is damaged. Restart the hub");
        }
        assertThat(contents()).containsExactly("one");
        String epoch = journal.epochs().current();
        reopen();
        assertThat(append("two")).isEqualTo(2);
        assertThat(journal.epochs().current()).isNotEqualTo(epoch);
        assertThat(contents()).containsExactly("one", "two");
        reopen();
        assertThat(append("three")).isEqualTo(3);
    }

    @Test
    void aSalvageThatACrashInterruptedIsFinished() throws Exception {
        append("one");
        String epoch = journal.epochs().current();
        close();
        Files.move(directory.resolve("journal.db"), directory.resolve("journal.db.salvaged"));
        open();
        assertThat(journal.epochs().current()).isNotEqualTo(epoch); // what was lost may be its end
        assertThat(contents()).containsExactly("one");
        assertThat(append("two")).isEqualTo(2);
    }

    @Test
    void theEpochStaysWithItsJournal(@TempDir Path elsewhere) {
        String epoch = journal.epochs().current();
        reopen();
        assertThat(journal.epochs().current()).isEqualTo(epoch);
        try (Journal other = Journal.open(elsewhere, clock, new PrometheusRegistry())) {
            assertThat(other.epochs().current()).isNotEqualTo(epoch);
        }
    }

    @Test
    void anEntryWithAFlippedByteIsDamagedAndTheOthersAreNot() throws Exception {
        append("one");
        append("two", "three");
        append("four");
        flipAByte(2); // in the middle, where the second line is
        Block damaged = journal.page(3, 1).getFirst();
        assertThat(damaged.damaged()).isTrue();
        assertThat(damaged.first()).isEqualTo(2);
        assertThat(damaged.last()).isEqualTo(3);
        assertThat(damaged.intact(0)).isTrue();
        assertThat(damaged.intact(1)).isFalse();
        assertThat(journal.page(1, 1).getFirst().damaged()).isFalse();
    }

    @Test
    void ofABlockWhoseChecksAreAlteredNothingIsTrusted() throws Exception {
        append("one");
        append("two", "three");
        append("four");
        execute("update block set received = received + 1 where first = 2");
        assertThat(journal.page(2, 1)).extracting(Block::first).containsExactly(4L);
        assertThat(journal.pageBack(3, 1, 1).getFirst().first()).isEqualTo(1);
    }

    @Test
    void aPageHoldsTheBlocksThatFollowUpToItsSize() throws Exception {
        for (int i = 0; i < 10; i++) append("message " + i);
        int size = journal.page(1, 1).getFirst().body().length;
        assertThat(journal.page(3, 4 * size))
                .extracting(Block::first)
                .containsExactly(3L, 4L, 5L, 6L);
        assertThat(journal.page(9, 100 * size)).hasSize(2);
        assertThat(journal.page(11, 1)).isEmpty();
    }

    @Test
    void theOldestOffsetIsThatOfTheOldestBlockKept() throws Exception {
        append("one", "two");
        append("three");
        append("four");
        close();
        execute("delete from block where first < 3");
        open();
        assertThat(journal.oldest()).isEqualTo(3);
        assertThat(journal.page(1, 1).getFirst().first()).isEqualTo(3);
        assertThat(append("five")).isEqualTo(5);
    }

    @Test
    void anInterruptBeforeABatchIsQueuedPublishesNothing() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread publisher =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    Thread.currentThread().interrupt();
                                    try {
                                        append("never");
                                    } catch (Throwable e) {
                                        thrown.set(e);
                                    }
                                });
        publisher.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        append("something else"); // whatever was queued before it is on disk now
        assertThat(contents()).containsExactly("something else");
    }

    @Test
    void anInterruptAfterABatchIsQueuedIsKeptForLater() throws Exception {
        AtomicReference<Object> outcome = new AtomicReference<>();
        try (Connection second = connect();
                Statement statement = second.createStatement()) {
            statement.execute("begin immediate"); // the writer must wait
            Thread publisher =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        try {
                                            long offset = append("queued");
                                            outcome.set(offset + " " + Thread.interrupted());
                                        } catch (InterruptedException | RuntimeException e) {
                                            outcome.set(e);
                                        }
                                    });
            while (publisher.isAlive() && publisher.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            publisher.interrupt();
            statement.execute("rollback");
            publisher.join();
        }
        assertThat(outcome.get()).isEqualTo("1 true");
    }

    @Test
    void whatWasQueuedIsWrittenBeforeTheJournalCloses() throws Exception {
        List<Future<Long>> appended = new ArrayList<>();
        try (ExecutorService publishers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) appended.add(publishers.submit(() -> append("x")));
            while (journal.newest() == 0) Thread.onSpinWait();
            journal.close();
        }
        long answered = appended.stream().filter(JournalTest::succeeded).count();
        open();
        assertThat(journal.newest()).isEqualTo(answered);
    }

    private static boolean succeeded(Future<Long> append) {
        if (append.state() == Future.State.SUCCESS) return true;
        assertThat(append.exceptionNow())
                .isInstanceOf(PublishFailed.class)
                .hasMessageContaining("stopping");
        return false;
    }

    @Test
    void aListenerThatFailsCostsNobodyTheirMessage() throws Exception {
        journal.listen(
                blocks -> {
                    throw new IllegalStateException("on purpose");
                });
        assertThat(append("one")).isEqualTo(1);
        assertThat(append("two")).isEqualTo(2);
    }

    private long append(String... contents) throws InterruptedException {
        return journal.append(batch(List.of(), contents));
    }

    static Batch batch(List<Checkpoint> checkpoints, String... contents) {
        var lines = new ByteArrayOutputStream();
        int[] ends = new int[contents.length];
        int[] holes = new int[contents.length];
        for (int i = 0; i < contents.length; i++) {
            holes[i] = lines.size() + "{\"time\":\"".length();
            String hole = " ".repeat(Batch.STAMP_LENGTH);
            lines.writeBytes(
                    "{\"time\":\"%s\",\"source\":\"app\",\"content\":\"%s\"}\n"
                            .formatted(hole, contents[i])
                            .getBytes(UTF_8));
            ends[i] = lines.size();
        }
        return new Batch(lines.toByteArray(), ends, holes, SOURCE, checkpoints);
    }

    private List<Block> blocks() throws InterruptedException {
        return journal.page(journal.oldest(), Integer.MAX_VALUE);
    }

    private List<String> lines() throws InterruptedException {
        return blocks().stream().flatMap(block -> new String(block.body(), UTF_8).lines()).toList();
    }

    private List<String> contents() throws InterruptedException {
        return lines().stream().map(JournalTest::content).toList();
    }

    private static String content(String line) {
        return line.replaceFirst(".*\"content\":\"", "").replaceFirst("\"}$", "");
    }

    /// One for each entry.
    private List<Instant> arrivals() throws InterruptedException {
        return blocks().stream()
                .flatMap(block -> Collections.nCopies(block.count(), block.received()).stream())
                .toList();
    }

    private void flipAByte(long first) throws SQLException {
        byte[] body;
        try (Connection second = connect();
                Statement statement = second.createStatement();
                var row = statement.executeQuery("select body from block where first=" + first)) {
            body = row.getBytes(1);
            body[body.length / 2] ^= 1;
        }
        try (Connection second = connect();
                var update = second.prepareStatement("update block set body=? where first=?")) {
            update.setBytes(1, body);
            update.setLong(2, first);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection second = connect();
                Statement statement = second.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
    }
}
