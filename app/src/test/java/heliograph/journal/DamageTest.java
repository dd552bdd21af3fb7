package heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.LogRecorder;
import heliograph.journal.JournalUnderTest.Original;
import heliograph.source.PublishFailed;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

/// Whatever becomes of its files, a journal opens, shows nothing altered, gives no id twice, and
/// says what happened.
class DamageTest {
    private static final int ROUNDS = Integer.getInteger("damage.rounds", 200);
    private static final int PAGE = 16 << 10;
    private static final String DB = "journal.db";
    private static final String LOG = "journal.db-wal";
    private static final String WITNESS = "journal.witness";

    /// What is done to the files of a journal.
    @FunctionalInterface
    interface Vandal {
        void damage(Path directory) throws Exception;
    }

    @TempDir static Path originals;
    @TempDir Path directory;
    private static Original closed;
    private static Original killed;

    @BeforeAll
    static void writeTheOriginals() throws Exception {
        closed = JournalUnderTest.closed(originals.resolve("closed"));
        killed = JournalUnderTest.killed(originals.resolve("killed"));
    }

    /// What is expected beside what always holds.
    enum Expected {
        /// A gap is all there is: nothing of it is noticed before it is read.
        GAP,
        /// The damaged file is kept.
        KEPT,
        /// It is told in the log; no file is there to be kept.
        TOLD,
        /// Nothing is lost and nothing need be said.
        WHOLE
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("nothing", closed, Expected.WHOLE, d -> {}),
                damage("killed", killed, Expected.WHOLE, d -> {}),
                damage("database cut by a byte", closed, Expected.GAP, d -> cut(d, DB, 1)),
                damage("database cut by a page", closed, Expected.KEPT, d -> cut(d, DB, PAGE)),
                damage("database cut in half", closed, Expected.KEPT, d -> cut(d, DB, 0.5)),
                damage("database emptied", closed, Expected.TOLD, d -> cut(d, DB, 1.0)),
                damage("database's first page zeroed", closed, Expected.KEPT, d -> zero(d, DB, 0)),
                damage("database's root page zeroed", closed, Expected.KEPT, d -> zero(d, DB, 2)),
                damage(
                        "database's middle page zeroed",
                        closed,
                        Expected.GAP,
                        d -> zero(d, DB, 0.5)),
                damage("database's last page zeroed", closed, Expected.KEPT, d -> zero(d, DB, -1)),
                damage(
                        "database flipped in the middle",
                        closed,
                        Expected.GAP,
                        d -> flip(d, DB, 0.5)),
                damage(
                        "database flipped at the end",
                        closed,
                        Expected.GAP,
                        d -> flip(d, DB, 0.999)),
                damage("log cut by a byte", killed, Expected.KEPT, d -> cut(d, LOG, 1)),
                damage("log cut in half", killed, Expected.KEPT, d -> cut(d, LOG, 0.5)),
                damage("log emptied", killed, Expected.TOLD, d -> cut(d, LOG, 1.0)),
                damage("log's first page zeroed", killed, Expected.KEPT, d -> zero(d, LOG, 0)),
                damage("log's middle page zeroed", killed, Expected.KEPT, d -> zero(d, LOG, 0.5)),
                damage("log's last page zeroed", killed, Expected.KEPT, d -> zero(d, LOG, -1)),
                damage("log flipped in the middle", killed, Expected.KEPT, d -> flip(d, LOG, 0.5)),
                damage("log flipped at the end", killed, Expected.KEPT, d -> flip(d, LOG, 0.999)),
                damage("log deleted", killed, Expected.TOLD, d -> delete(d, LOG)),
                damage("shm deleted", killed, Expected.WHOLE, d -> delete(d, "journal.db-shm")),
                damage("shm flipped", killed, Expected.WHOLE, d -> flip(d, "journal.db-shm", 0.1)),
                damage("witness deleted", closed, Expected.TOLD, d -> delete(d, WITNESS)),
                damage("witness flipped", killed, Expected.TOLD, d -> flip(d, WITNESS, 0.4)),
                damage("witness cut", killed, Expected.TOLD, d -> cut(d, WITNESS, 5)),
                damage("witness ahead", closed, Expected.TOLD, d -> witness(d, 5000)),
                damage("witness behind", closed, Expected.WHOLE, d -> witness(d, 10)),
                damage("journal.db deleted", closed, Expected.TOLD, d -> delete(d, DB)),
                damage(
                        "journal.db deleted, not its log",
                        killed,
                        Expected.KEPT,
                        d -> delete(d, DB)),
                damage("blocks deleted by sqlite", closed, Expected.TOLD, d -> empty(d, "block")),
                damage("epochs deleted by sqlite", closed, Expected.TOLD, d -> empty(d, "epoch")),
                damage(
                        "all deleted but the witness",
                        killed,
                        Expected.TOLD,
                        DamageTest::deleteAll));
    }

    private static Arguments damage(
            String name, Original original, Expected expected, Vandal vandal) {
        return Arguments.of(name, original, expected, vandal);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void everyDamageIsSurvived(String name, Original original, Expected expected, Vandal vandal)
            throws Exception {
        Original copy = original.copyTo(directory);
        vandal.damage(directory);
        try (LogRecorder log = new LogRecorder();
                JournalUnderTest journal = JournalUnderTest.open(copy)) {
            if (expected == Expected.WHOLE) journal.assertEverythingIsThere();
            journal.assertNothingIsAltered();
            journal.assertNoIdIsGivenTwice();
            if (expected == Expected.WHOLE || expected == Expected.GAP) log.assertNoWarning();
            if (expected == Expected.KEPT || expected == Expected.TOLD) log.assertWarning("");
            assertThat(keptFiles()).isEqualTo(expected == Expected.KEPT);
        }
        try (LogRecorder log = new LogRecorder();
                JournalUnderTest journal = JournalUnderTest.open(copy)) {
            journal.assertNothingIsAltered();
            journal.assertNoIdIsGivenTwice();
            log.assertNoWarning(); // it was told once
        }
    }

    @Test
    void damageAtRandomIsSurvived() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            boolean wasKilled = seed % 2 != 0;
            Original original = wasKilled ? killed : closed;
            Path place = Files.createDirectory(directory.resolve("seed " + seed));
            Original copy = original.copyTo(place);
            String what = damageAtRandom(place, new Random(seed), wasKilled);
            try {
                assertIsSurvived(copy);
            } catch (PublishFailed e) {
                assertThat(e).as(what).hasMessageContaining("Restart the hub");
                assertIsSurvived(copy);
            } catch (JournalException e) {
                // The version is part of what was damaged: then nothing is touched.
                assertThat(e).as(what).hasMessageContaining("written");
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + what, e);
            }
        }
    }

    private static void assertIsSurvived(Original original) throws Exception {
        try (JournalUnderTest journal = JournalUnderTest.open(original)) {
            journal.assertNothingIsAltered();
            journal.assertNoIdIsGivenTwice();
        }
    }

    private static String damageAtRandom(Path place, Random random, boolean hasLog)
            throws IOException {
        String name = hasLog && random.nextBoolean() ? LOG : DB;
        try (var file = new RandomAccessFile(place.resolve(name).toFile(), "rw")) {
            long at = random.nextLong(file.length());
            return name
                    + switch (random.nextInt(4)) {
                        case 0 -> {
                            flip(file, at);
                            yield " flipped at " + at;
                        }
                        case 1 -> {
                            file.setLength(at);
                            yield " cut to " + at;
                        }
                        case 2 -> {
                            long page = at / PAGE * PAGE;
                            file.seek(page);
                            file.write(new byte[(int) Math.min(PAGE, file.length() - page)]);
                            yield " zeroed page " + at / PAGE;
                        }
                        default -> {
                            byte[] garbage = new byte[(int) Math.min(file.length() - at, 600)];
                            random.nextBytes(garbage);
                            file.seek(at);
                            file.write(garbage);
                            yield " garbage at " + at;
                        }
                    };
        }
    }

    private boolean keptFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(file -> file.getFileName().toString().contains(".damaged-"));
        }
    }

    private static void cut(Path directory, String name, int bytes) throws IOException {
        try (var file = new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
            file.setLength(file.length() - bytes);
        }
    }

    /// @param part of the file, from its end
    private static void cut(Path directory, String name, double part) throws IOException {
        cut(directory, name, (int) (part * Files.size(directory.resolve(name))));
    }

    /// @param page from the end when it is negative
    private static void zero(Path directory, String name, int page) throws IOException {
        try (var file = new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
            file.seek((long) PAGE * page + (page < 0 ? file.length() : 0));
            file.write(new byte[PAGE]);
        }
    }

    private static void zero(Path directory, String name, double place) throws IOException {
        zero(directory, name, (int) (place * Files.size(directory.resolve(name)) / PAGE));
    }

    private static void flip(Path directory, String name, double place) throws IOException {
        try (var file = new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
            flip(file, (long) (place * file.length()));
        }
    }

    private static void flip(RandomAccessFile file, long at) throws IOException {
        file.seek(at);
        int found = file.read();
        file.seek(at);
        file.write(found ^ 0x15);
    }

    private static void delete(Path directory, String name) throws IOException {
        Files.delete(directory.resolve(name));
    }

    private static void deleteAll(Path directory) throws IOException {
        for (String name : new String[] {DB, LOG, "journal.db-shm"}) delete(directory, name);
    }

    private static void empty(Path directory, String table) throws Exception {
        JournalUnderTest.execute(directory, "delete from " + table);
    }

    private static void witness(Path directory, long newest) {
        try (Witness witness = Witness.open(directory.resolve(WITNESS))) {
            witness.begin(newest);
        }
    }
}
