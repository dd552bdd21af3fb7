package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.source.Message;
import heliograph.source.testkit.RecordingContext;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

class SeveralFilesTest extends TailTest {
    private void assertLine(String name, String line) throws InterruptedException {
        assertThat(context.next())
                .isEqualTo(
                        Message.builder()
                                .content(line)
                                .field("log.file.path", log(name).toString())
                                .build());
    }

    @Test
    void aMessageOfAGlobSaysItsFile() throws Exception {
        append("a.log", "old\n");
        follow("*.log");
        append("a.log", "one\n");
        assertLine("a.log", "one");
    }

    @Test
    void aFileThatAppearsLaterIsReadFromItsBeginning() throws Exception {
        follow("*.log");
        append("b.log", "one\n");
        assertLine("b.log", "one");
    }

    @Test
    void namesMatchQuestionMarksAndClasses() throws Exception {
        follow("a?.log", "b[0-9].log");
        append("a.log", "no\n");
        append("bx.log", "no\n");
        append("a1.log", "one\n");
        assertLine("a1.log", "one");
        append("b7.log", "two\n");
        assertLine("b7.log", "two");
    }

    @Test
    void twoStarsFindFilesAtAnyDepth() throws Exception {
        Files.createDirectories(log("x/y"));
        follow("**/*.log");
        append("a.log", "none\n");
        assertLine("a.log", "none");
        append("x/y/b.log", "deep\n");
        assertLine("x/y/b.log", "deep");
        Files.createDirectories(log("x/z"));
        append("x/z/c.log", "new\n");
        assertLine("x/z/c.log", "new");
    }

    @Test
    void aFileNamedLikeAGlobIsFound() throws Exception {
        follow("app[1].log");
        append("app[1].log", "one\n");
        assertLine("app[1].log", "one");
    }

    @Test
    void archivesAndHiddenFilesAreLeftOut() throws Exception {
        follow("*");
        append("a.gz", "no\n");
        append(".a.swp", "no\n");
        append("a.log", "one\n");
        assertLine("a.log", "one");
    }

    @Test
    void excludedNamesAreLeftOut() throws Exception {
        set("exclude", "debug*");
        follow("**/*.log");
        append("debug.log", "no\n");
        append("a.log", "one\n");
        assertLine("a.log", "one");
    }

    @Test
    void aFileWithTwoNamesIsReadOnce() throws Exception {
        follow("*.log");
        append("b.log", "one\n");
        assertLine("b.log", "one");
        Files.createLink(log("a.log"), log("b.log"));
        Files.createSymbolicLink(log("c.log"), Path.of("b.log"));
        append("b.log", "two\n");
        assertLine("b.log", "two");
        append("d.log", "three\n");
        assertLine("d.log", "three");
        context.assertExhausted();
    }

    @Test
    void aLinkThatIsTurnedElsewhereIsFollowed() throws Exception {
        append("one.txt", "");
        append("two.txt", "");
        Files.createSymbolicLink(log("current.log"), Path.of("one.txt"));
        follow("current.log");
        append("one.txt", "one\n");
        assertLines("one");
        Files.createSymbolicLink(log("next"), Path.of("two.txt"));
        append("one.txt", "late\n");
        Files.move(
                log("next"), log("current.log"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        append("two.txt", "two\n");
        assertLines("late", "two");
    }

    @Test
    void aDirectoryGivenByMistakeIsSaidAndOthersAreRead() throws Exception {
        Files.createDirectory(log("folder"));
        follow("folder", "a.log");
        append("a.log", "one\n");
        assertLine("a.log", "one");
        context.awaitHealth(heliograph.source.Health.Status.DEGRADED);
        assertThat(context.health().detail())
                .isEqualTo("cannot read " + log("folder") + ": it is not a regular file");
    }

    @Test
    void aDeviceGivenByMistakeIsSaidAndOthersAreRead() throws Exception {
        Files.createSymbolicLink(log("device"), Path.of("/dev/zero"));
        follow("device", "a.log");
        append("a.log", "one\n");
        assertLine("a.log", "one");
        context.awaitHealth(heliograph.source.Health.Status.DEGRADED);
        assertThat(context.health().detail())
                .isEqualTo("cannot read " + log("device") + ": it is not a regular file");
    }

    @Test
    void tenThousandFilesOfWhichAHundredAreWrittenAreReadWithFewOpen() throws Exception {
        set("max-open-files", 200);
        set("start-at", "beginning");
        for (int i = 0; i < 10_000; i++) Files.writeString(log(i + ".log"), "old\n");
        follow("*.log");
        context.next(10_000);
        awaitOpenFiles(200);
        for (int round = 1; round <= 3; round++) {
            Set<String> expected = new HashSet<>();
            for (int i = 0; i < 10_000; i += 100) {
                append(i + ".log", "new " + round + "\n");
                expected.add(json(i + ".log", "new " + round));
            }
            Set<String> published = new HashSet<>();
            context.next(100).forEach(message -> published.add(message.toString()));
            assertThat(published).isEqualTo(expected);
        }
        context.assertExhausted();
    }

    private String json(String name, String line) {
        return Message.builder()
                .content(line)
                .field("log.file.path", log(name).toString())
                .build()
                .toString();
    }

    private void awaitOpenFiles(int most) throws Exception {
        long deadline = System.nanoTime() + RecordingContext.PATIENCE.toNanos();
        while (openFiles() > most) {
            assertThat(System.nanoTime()).as("few open files").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private long openFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(this::isLog).count();
        }
    }

    private boolean isLog(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(logs);
        } catch (IOException _) {
            return false; // closed meanwhile
        }
    }

    @Test
    void aNamedPipeIsNotOpened() throws Exception {
        new ProcessBuilder("mkfifo", log("pipe").toString()).start().waitFor();
        org.junit.jupiter.api.Assumptions.assumeTrue(
                Files.exists(log("pipe")), "mkfifo is not on this machine");
        follow("pipe", "a.log");
        append("a.log", "one\n");
        assertLine("a.log", "one");
        context.awaitHealth(heliograph.source.Health.Status.DEGRADED);
        assertThat(context.health().detail())
                .isEqualTo("cannot read " + log("pipe") + ": it is not a regular file");
    }
}
