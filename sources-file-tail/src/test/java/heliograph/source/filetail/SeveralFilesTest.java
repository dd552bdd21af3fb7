package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.source.Message;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;

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
