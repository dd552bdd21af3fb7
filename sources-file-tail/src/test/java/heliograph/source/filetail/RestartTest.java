package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.source.PublishFailed;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;

class RestartTest extends TailTest {
    @Test
    void aRestartResumesExactly() throws Exception {
        follow("app.log");
        append("app.log", "one\ntw");
        assertLines("one");
        stop();
        append("app.log", "o\nthree\n");
        follow("app.log");
        assertLines("two", "three");
        context.assertExhausted();
    }

    @Test
    void aFileRotatedWhileNobodyWatchedIsFinishedFirst() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        stop();
        append("app.log", "two\n");
        rename("app.log", "app.log-20261123");
        append("app.log", "three\n");
        follow("app.log");
        assertLines("two", "three");
        append("app.log-20261123", "late\n");
        assertLines("late");
    }

    @Test
    void everyFileRotatedWhileNobodyWatchedIsReadInOrder() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        stop();
        rename("app.log", "app.log.2");
        append("app.log.2", "two\n");
        append("app.log", "three\n");
        rename("app.log", "app.log.1");
        append("app.log", "four\n");
        follow("app.log");
        assertLines("two", "three", "four");
    }

    @Test
    void aFileRotatedAwayWithNothingInItsPlaceIsFinished() throws Exception {
        follow("*.log");
        append("app.log", "one\n");
        context.next();
        stop();
        append("app.log", "two\n");
        rename("app.log", "app.log.1");
        follow("*.log");
        assertThat(context.next().toString()).contains("two");
    }

    @Test
    void aCopyBesideTheFileIsNotTakenForARotatedOne() throws Exception {
        String one = "a line that is long enough to know its copy by it, for a copy is no news";
        follow("app.log");
        append("app.log", one + "\n");
        assertLines(one);
        stop();
        Files.copy(log("app.log"), log("app.log.1"));
        Files.delete(log("app.log"));
        append("app.log", "two\n");
        follow("app.log");
        assertLines("two");
        context.assertExhausted();
    }

    @Test
    void otherFilesBesideItAreLeftAlone() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        stop();
        append("app.log.err", "no\n");
        append("app.log.pos", "no\n");
        rename("app.log", "app.log.1");
        append("app.log", "two\n");
        follow("app.log");
        assertLines("two");
    }

    @Test
    void aFileThatAppearedWhileNobodyWatchedIsReadFromItsBeginning() throws Exception {
        follow("*.log");
        stop();
        append("app.log", "one\n");
        follow("*.log");
        assertThat(context.next().toString()).contains("one");
    }

    @Test
    void aFileDeletedAndMadeAgainWhileNobodyWatchedIsNew() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        stop();
        Files.delete(log("app.log"));
        append("app.log", "one\ntwo\n"); // the same inode, the same beginning
        follow("app.log");
        assertLines("one", "two");
    }

    @Test
    void theEndIsForTheFirstStartEverOnly() throws Exception {
        append("app.log", "old\n");
        set("tail-lines", 1);
        follow("app.log");
        assertLines("old");
        stop();
        append("app.log", "one\ntwo\n");
        follow("app.log");
        assertLines("one", "two");
        context.assertExhausted();
    }

    @Test
    void aRefusedPublishEndsTheRunAndTheNextOneGoesOn() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        context.fail();
        append("app.log", "two\n");
        assertThat(awaitEnd()).get().isInstanceOf(PublishFailed.class);
        append("app.log", "three\n");
        context.recover();
        follow("app.log");
        assertLines("two", "three");
        context.assertExhausted();
    }

    @Test
    void aStopLeavesNoFileOpen() throws Exception {
        follow("*.log");
        append("a.log", "one\n");
        append("b.log", "two\n");
        context.next(2);
        stop();
        try (var descriptors = Files.list(java.nio.file.Path.of("/proc/self/fd"))) {
            assertThat(descriptors.map(RestartTest::target))
                    .noneMatch(target -> target.startsWith(logs.toString()));
        }
    }

    private static String target(java.nio.file.Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (java.io.IOException _) {
            return "";
        }
    }
}
