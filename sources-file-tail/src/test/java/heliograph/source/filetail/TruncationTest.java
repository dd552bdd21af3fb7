package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.source.Lag.Part;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.function.Predicate;

class TruncationTest extends TailTest {
    private static final String LONG = "a line that is longer than what a marker keeps ".repeat(4);

    private static final String FIRST = "the same first kilobyte, ".repeat(50);

    @Test
    void aTruncatedFileIsReadFromItsBeginning() throws Exception {
        follow("app.log");
        append("app.log", "one\ntwo\n");
        assertLines("one", "two");
        truncate("app.log");
        append("app.log", "3\n");
        assertLines("3");
    }

    @Test
    void aFileRewrittenToTheSameSizeIsReadFromItsBeginning() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        Files.writeString(log("app.log"), "two\n");
        assertLines("two");
    }

    @Test
    void aFileRewrittenToALargerSizeIsReadFromItsBeginning() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        Files.writeString(log("app.log"), "two\nthree\nfour\n");
        assertLines("two", "three", "four");
    }

    @Test
    void aFileRewrittenWithTheSameBytesBeforeTheOffsetIsReadFromItsBeginning() throws Exception {
        follow("app.log");
        append("app.log", "1\n" + LONG + "\n");
        assertLines("1", LONG);
        Files.writeString(log("app.log"), "2\n" + LONG + "\nmore\n");
        assertLines("2", LONG, "more");
    }

    @Test
    void aFileRewrittenWhileNobodyWatchedIsReadFromItsBeginning() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        stop();
        Files.writeString(log("app.log"), "two\nthree\n");
        follow("app.log");
        assertLines("two", "three");
    }

    @Test
    void aCopyIsNotIncludedAndTheTruncatedFileGoesOn() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        Files.copy(log("app.log"), log("app.log.1"));
        truncate("app.log");
        append("app.log", "two\n");
        assertLines("two");
        stop();
        follow("app.log");
        append("app.log", "three\n");
        assertLines("three");
        context.assertExhausted();
    }

    @Test
    void aFileTruncatedAndGrownAgainToLessIsReadFromItsBeginning() throws Exception {
        follow("app.log");
        append("app.log", FIRST + "\none\ntwo\n");
        assertLines(FIRST, "one", "two");
        Files.writeString(log("app.log"), FIRST + "\n3\n");
        assertLines(FIRST, "3");
        context.assertExhausted();
    }

    @Test
    void aFileTruncatedAndGrownAgainToTheSameSizeIsReadFromItsBeginning() throws Exception {
        follow("app.log");
        append("app.log", FIRST + "\none\n");
        assertLines(FIRST, "one");
        Files.writeString(log("app.log"), FIRST + "\ntwo\n");
        assertLines(FIRST, "two");
        context.assertExhausted();
    }

    @Test
    void aFileTruncatedAndGrownAgainToMoreIsReadFromItsBeginning() throws Exception {
        follow("app.log");
        append("app.log", FIRST + "\none\n");
        assertLines(FIRST, "one");
        Files.writeString(log("app.log"), FIRST + "\ntwo\nthree\n");
        assertLines(FIRST, "two", "three");
        context.assertExhausted();
    }

    @Test
    void aFileRewrittenToTheSameSizeWithTheSameBeginningAndEndIsReadFromItsBeginning()
            throws Exception {
        follow("app.log");
        append("app.log", FIRST + "\none\n" + LONG + "\n");
        assertLines(FIRST, "one", LONG);
        Files.writeString(log("app.log"), FIRST + "\ntwo\n" + LONG + "\n");
        assertLines(FIRST, "two", LONG);
        context.assertExhausted();
    }

    @Test
    void aSilentFileRewrittenToTheSameSizeIsReadFromItsBeginning() throws Exception {
        set("close-inactive", "10ms");
        follow("app.log");
        append("app.log", FIRST + "\none\n" + LONG + "\n");
        assertLines(FIRST, "one", LONG);
        awaitClosed("app.log");
        Files.writeString(log("app.log"), FIRST + "\ntwo\n" + LONG + "\n");
        assertLines(FIRST, "two", LONG);
        context.assertExhausted();
    }

    @Test
    void aFileThatIsOnlyTouchedIsNotReadAgain() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        Files.setLastModifiedTime(log("app.log"), FileTime.from(Instant.now()));
        append("app.log", "two\n");
        assertLines("two");
        context.assertExhausted();
    }

    @Test
    void whatWasNotReadWhenAFileIsTruncatedIsReadFromItsCopy() throws Exception {
        follow("app.log");
        append("app.log", LONG + "\n");
        assertLines(LONG);
        context.hold();
        append("app.log", "two\n");
        context.awaitHeld();
        append("app.log", "three\nfour\n");
        Files.copy(log("app.log"), log("app.log.1"));
        truncate("app.log");
        append("app.log", "five\n");
        context.release();
        assertLines("two", "three", "four", "five");
        context.assertExhausted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.log", "app.log*"})
    void everyCopyThatIsMadeWhileTheHubTakesNothingIsReadOnce(String include) throws Exception {
        follow(include);
        append("app.log", LONG + "\n");
        assertContent(LONG);
        context.hold();
        append("app.log", "begun\n");
        context.awaitHeld();
        for (int i = 1; i <= 4; i++) {
            append("app.log", LONG + i + "\n");
            Files.copy(log("app.log"), log("app.log." + i));
            truncate("app.log");
        }
        append("app.log", "last\n");
        context.release();
        assertContent("begun");
        var others = context.next(5).toString();
        for (int i = 1; i <= 4; i++) assertThat(others).containsOnlyOnce(LONG + i + "\"");
        assertThat(others).containsOnlyOnce("\"last\"");
        append("app.log", "more\n");
        assertContent("more");
        context.assertExhausted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.log", "app.log*"})
    void whatIsReadBetweenACopyAndItsTruncationIsReadOnce(String include) throws Exception {
        follow(include);
        append("app.log", LONG + "1\n");
        assertContent(LONG + "1");
        Files.copy(log("app.log"), log("app.log.1"));
        append("app.log", LONG + "2\n");
        assertContent(LONG + "2");
        truncate("app.log");
        append("app.log", "three\n");
        assertContent("three");
        context.assertExhausted();
    }

    @Test
    void whatIsSeenBetweenACopyAndItsTruncationIsCountedAndSaid() throws Exception {
        follow("app.log");
        append("app.log", LONG + "\n");
        assertLines(LONG);
        context.hold();
        append("app.log", "held\n");
        context.awaitHeld();
        append("app.log", "copied\n");
        Files.copy(log("app.log"), log("app.log.1"));
        append("app.log", "begun");
        awaitLag("17 behind", part -> part.amount() == "held\ncopied\nbegun".length());
        truncate("app.log");
        append("app.log", "next\n");
        context.release();
        assertLines("held");
        assertThat(context.next(3).toString())
                .containsOnlyOnce("\"copied\"")
                .containsOnlyOnce("\"log.lost_bytes\":5}")
                .containsOnlyOnce("\"next\"");
        awaitLag("5 lost", part -> part.lost() == 5);
        context.assertExhausted();
    }

    @Test
    void aCopyGivesWhatWasOnlySeenAndTheRestIsCounted() throws Exception {
        follow("app.log");
        append("app.log", LONG);
        awaitLag("all behind", part -> part.amount() == LONG.length());
        Files.copy(log("app.log"), log("app.log.1"));
        append("app.log", "gone");
        awaitLag("four more behind", part -> part.amount() == LONG.length() + 4);
        append("app.log.1", "\n"); // so that it is a line
        truncate("app.log");
        append("app.log", "next\n");
        assertThat(context.next(3).toString())
                .containsOnlyOnce("\"" + LONG + "\"")
                .containsOnlyOnce("\"next\"");
        awaitLag("3 lost", part -> part.lost() == 3);
        context.assertExhausted();
    }

    @ParameterizedTest
    @CsvSource({"app.log.1, app.log.2", "app.log.2026-11-24, app.log.2026-11-25"})
    void aCopyThatIsIncludedIsNotReadAgain(String first, String second) throws Exception {
        follow("app.log*");
        append("app.log", LONG + "\n");
        context.next();
        Files.copy(log("app.log"), log(first));
        append("other", "nobody follows it\n");
        append("app.log", "two\n");
        assertContent("two");
        truncate("app.log");
        append("app.log", "three\n");
        assertContent("three");
        Files.copy(log("app.log"), log(second));
        truncate("app.log");
        append("app.log", "four\n");
        assertContent("four");
        context.assertExhausted();
    }

    @Test
    void aCopyMadeWhileNobodyWatchedGivesWhatWasNotRead() throws Exception {
        follow("app.log*");
        append("app.log", LONG + "\n");
        context.next();
        stop();
        append("app.log", "two\n");
        Files.copy(log("app.log"), log("app.log.1"));
        truncate("app.log");
        append("app.log", "three\n");
        follow("app.log*");
        assertContent("two");
        assertContent("three");
        context.assertExhausted();
    }

    @Test
    void bytesThatWereTruncatedUnreadAreCountedAndSaid() throws Exception {
        follow("app.log");
        append("app.log", "one\nbegun");
        assertLines("one");
        awaitLag("5 behind", part -> part.amount() == 5);
        truncate("app.log");
        assertNextJson(
                ("{\"level\":\"warn\",\"content\":\"5 bytes of %1$s were truncated before they"
                                + " were read\",\"log.file.path\":\"%1$s\",\"log.lost_bytes\":5}")
                        .formatted(log("app.log")));
        awaitLag("5 lost", part -> part.lost() == 5);
        stop();
        follow("app.log");
        awaitLag("still 5 lost", part -> part.lost() == 5);
    }

    @Test
    void howFarAFileIsBehindIsSaidAlsoWhileTheHubTakesNothing() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        context.hold();
        append("app.log", "two\n");
        context.awaitHeld();
        append("app.log", "three\n");
        awaitLag("10 behind", part -> part.amount() == "two\nthree\n".length());
        context.release();
        assertLines("two", "three");
        awaitLag("not behind", part -> part.amount() == 0);
    }

    private void awaitLag(String what, Predicate<Part> wanted) throws InterruptedException {
        String path = log("app.log").toString();
        context.awaitLag(
                what,
                lag ->
                        lag.parts().stream()
                                .anyMatch(part -> part.name().equals(path) && wanted.test(part)));
    }

    private void assertContent(String content) throws InterruptedException {
        assertThat(context.next().toString()).contains("\"content\":\"" + content + "\"");
    }

    @Test
    void aHoleOfZerosBeforeALineIsSkipped() throws Exception {
        follow("app.log");
        try (var writer = new RandomAccessFile(log("app.log").toFile(), "rw")) {
            writer.write((LONG + "\n").getBytes(StandardCharsets.UTF_8));
            assertLines(LONG);
            long position = writer.getFilePointer();
            truncate("app.log");
            writer.seek(position); // it does not append, and knows nothing of the truncation
            writer.write("one\n".getBytes(StandardCharsets.UTF_8));
            assertLines("one");
            writer.write("two\n".getBytes(StandardCharsets.UTF_8));
            assertLines("two");
        }
    }

    @Test
    void aHoleLargerThanAnyBufferIsSkipped() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        truncate("app.log");
        try (var writer = new RandomAccessFile(log("app.log").toFile(), "rw")) {
            writer.seek(3_000_000);
            writer.write("two\n".getBytes(StandardCharsets.UTF_8));
        }
        assertLines("two");
    }

    @Test
    void zerosThatAreOverwrittenLaterAreReadThen() throws Exception {
        append("app.log", new byte[1_000_000]);
        set("start-at", "beginning");
        follow("app.log");
        try (var writer = new RandomAccessFile(log("app.log").toFile(), "rw")) {
            writer.write("one\n".getBytes(StandardCharsets.UTF_8));
            assertLines("one");
            writer.write("two\n".getBytes(StandardCharsets.UTF_8));
            assertLines("two");
        }
    }
}
