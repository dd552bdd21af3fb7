package heliograph.source.filetail;

import org.junit.jupiter.api.Test;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

class TruncationTest extends TailTest {
    private static final String LONG = "a line that is longer than what a marker keeps ".repeat(4);

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
