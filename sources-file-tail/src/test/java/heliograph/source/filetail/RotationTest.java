package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

class RotationTest extends TailTest {
    @Test
    void aFileRenamedAwayIsReadToItsEnd() throws Exception {
        append("app.log", "one\n");
        follow("app.log");
        append("app.log", "two\n");
        rename("app.log", "app.log.1");
        append("app.log", "three\n");
        assertLines("two", "three");
    }

    @Test
    void lateWritesToARotatedFileAreRead() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        try (OutputStream old = Files.newOutputStream(log("app.log"), StandardOpenOption.APPEND)) {
            rename("app.log", "app.log.1");
            append("app.log", "new\n");
            assertLines("new");
            old.write("late\n".getBytes(StandardCharsets.UTF_8));
            assertLines("late");
        }
        context.assertExhausted();
    }

    @Test
    void filesWithTheSameBannerAreOnesOfTheirOwn() throws Exception {
        String banner = "=== ".repeat(20);
        follow("app.log");
        append("app.log", banner + "\n");
        assertLines(banner);
        stop();
        rename("app.log", "app.log.1");
        append("app.log", banner + "\nb\n");
        rename("app.log.1", "app.log.2");
        rename("app.log", "app.log.1");
        append("app.log", banner + "\nc\n");
        follow("app.log");
        assertLines(banner, "b", banner, "c");
        context.assertExhausted();
    }

    @Test
    void aFileWithTheRotatedNameIncludedIsNotReadAgain() throws Exception {
        set("exclude", "nothing");
        follow("app.log*");
        append("app.log", "one\n");
        context.next();
        rename("app.log", "app.log.1");
        append("app.log", "two\n");
        assertThat(context.next().toString()).contains("two");
        rename("app.log.1", "app.log.2");
        rename("app.log", "app.log.1");
        append("app.log", "three\n");
        assertThat(context.next().toString()).contains("three");
        context.assertExhausted();
    }

    @Test
    void aRotationWithANewFileThatComesLate() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        rename("app.log", "app.log.1");
        append("app.log.1", "late\n");
        assertLines("late");
        append("app.log", "two\n");
        assertLines("two");
    }

    @Test
    void aFileThatWasThereOnlyBetweenTwoLooksIsRead() throws Exception {
        append("app.log", "first of a line that is long enough to know a copy by it: one\n");
        set("start-at", "beginning");
        follow("app.log");
        context.next();
        // Both rotations may well fall between two looks.
        rename("app.log", "app.log.1");
        append("app.log", "two\n");
        rename("app.log.1", "app.log.2");
        rename("app.log", "app.log.1");
        append("app.log", "three\n");
        assertLines("two", "three");
    }

    @Test
    void aDeletedFileIsReadToItsEndAndTheNextFromItsBeginning() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        append("app.log", "two\n");
        Files.delete(log("app.log"));
        append("app.log", "three\n");
        assertLines("two", "three");
    }

    @Test
    void theUnfinishedLineOfARotatedFileIsPublishedAtLast() throws Exception {
        finishSoon();
        follow("app.log");
        append("app.log", "one\ntwo without an end");
        assertLines("one");
        rename("app.log", "app.log.1");
        assertLines("two without an end");
        append("app.log", "three\n");
        assertLines("three");
    }

    @Test
    void theUnfinishedLineOfADeletedFileIsPublishedAtLast() throws Exception {
        finishSoon();
        follow("app.log");
        append("app.log", "one\ntwo without an end");
        assertLines("one");
        Files.delete(log("app.log"));
        assertLines("two without an end");
    }

    @Test
    void aFileDeletedAndMadeAgainWithTheSameInodeIsNew() throws Exception {
        follow("app.log");
        for (int i = 1; i <= 5; i++) {
            append("app.log", "the same\n");
            assertLines("the same");
            Files.delete(log("app.log"));
        }
        context.assertExhausted();
    }

    @Test
    void aFileThatComesGoesAndComesBackIsReadOnce() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        rename("app.log", "elsewhere");
        append("elsewhere", "two\n");
        assertLines("two");
        rename("elsewhere", "app.log");
        append("app.log", "three\n");
        assertLines("three");
        context.assertExhausted();
    }

    @Test
    void aRotatedFileThatIsCompressedIsNotReadAgain() throws Exception {
        follow("app.log*");
        append("app.log", "one\n");
        context.next();
        rename("app.log", "app.log.1");
        append("app.log", "two\n");
        context.next();
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(log("app.log.1.gz")))) {
            gzip.write("one\n".getBytes(StandardCharsets.UTF_8));
        }
        Files.delete(log("app.log.1"));
        append("app.log", "three\n");
        assertThat(context.next().toString()).contains("three");
        context.assertExhausted();
    }

    @Test
    void aFinishedFileThatIsStillIncludedIsNotReadAgain() throws Exception {
        finishSoon();
        follow("*.log");
        append("a.log", "one\n");
        context.next();
        rename("a.log", "a.away");
        awaitCheckpoints(all -> all.values().stream().anyMatch(v -> v.contains("finished=2")));
        rename("a.away", "b.log");
        append("c.log", "two\n");
        assertThat(context.next().toString()).contains("two");
        append("b.log", "three\n");
        assertThat(context.next().toString()).contains("three");
        context.assertExhausted();
    }
}
