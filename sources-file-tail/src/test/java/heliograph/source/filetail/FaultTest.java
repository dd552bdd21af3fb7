package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.source.Health;
import heliograph.source.filetail.FaultyDisk.Call;
import heliograph.source.testkit.RecordingContext;
import heliograph.source.testkit.RunningSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// What the system refuses says nothing about the files.
class FaultTest extends TailTest {
    private final FaultyDisk faulty = new FaultyDisk();

    @BeforeEach
    void useIt() {
        disk = faulty;
        finishSoon();
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void aCallThatFailsForTooManyOpenFilesNeverMeansDeleted(Call call) throws Exception {
        assertThatNothingIsLostOrRepeatedBy(call, "Too many open files");
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void aCallThatFailsForWantOfPermissionNeverMeansDeleted(Call call) throws Exception {
        assertThatNothingIsLostOrRepeatedBy(call, "Permission denied");
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void aCallThatFailsOnABadDiskNeverMeansDeleted(Call call) throws Exception {
        assertThatNothingIsLostOrRepeatedBy(call, "Input/output error");
    }

    private void assertThatNothingIsLostOrRepeatedBy(Call call, String reason) throws Exception {
        follow("*.log");
        append("app.log", "one\nhalf");
        assertContent("one");
        faulty.fail(call, reason);
        append("app.log", " a line\n");
        append("new.log", "new\n");
        rename("app.log", "app.log.1");
        append("app.log", "three\n");
        context.awaitHealth(Health.Status.DEGRADED);
        assertThat(context.health().detail()).contains(reason);
        awaitFailures(20); // long after a file that is gone would be finished
        faulty.recover();
        assertContents("half a line", "new", "three");
        context.awaitHealth(Health.Status.OK);
        context.assertExhausted();
    }

    private void awaitFailures(int count) throws InterruptedException {
        long deadline = System.nanoTime() + RecordingContext.PATIENCE.toNanos();
        while (faulty.failures() < count) {
            assertThat(System.nanoTime()).as("a call that fails").isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    @Test
    void aSizeThatIsTooSmallForTwoSecondsNeverRewinds() throws Exception {
        faulty.becomeNetwork();
        follow("app.log");
        append("app.log", "one\ntwo\n");
        assertLines("one", "two");
        faulty.tellAtMost(4);
        Thread.sleep(Duration.ofSeconds(2)); // that time passes is the case itself
        faulty.tellTheTruth();
        append("app.log", "three\n");
        assertLines("three");
        context.assertExhausted();
    }

    @Test
    void aTruncationIsBelievedAlsoOnANetworkDiskWhenItLasts() throws Exception {
        faulty.becomeNetwork();
        follow("app.log");
        append("app.log", "one\ntwo\n");
        assertLines("one", "two");
        truncate("app.log");
        append("app.log", "3\n");
        assertLines("3");
    }

    @Test
    void aClockMovedByADayLosesAndRepeatsNothing() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        for (Duration by : new Duration[] {Duration.ofDays(1), Duration.ofDays(-2)}) {
            faulty.moveClock(by);
            append("app.log", "before\n");
            rename("app.log", "app.log." + by.toDays() + "-moved");
            append("app.log", "after\n");
            assertLines("before", "after");
            stop();
            append("app.log", "meanwhile\n");
            follow("app.log");
            assertLines("meanwhile");
        }
        context.assertExhausted();
    }

    @Test
    void aDiskThatHangsStallsNoOtherSourceAndTheSourceStillLeaves() throws Exception {
        var answers = new CountDownLatch(1);
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        faulty.hang(answers);
        try {
            append("app.log", "two\n");
            disk = new RealDisk();
            set("start-at", "beginning");
            var other = new RecordingContext("other");
            try (var _ = RunningSource.start(source(), other)) {
                for (String line : List.of("one", "two")) {
                    assertThat(other.next().toString()).contains(line);
                }
            }
            stop(); // fails if it does not leave in three seconds
        } finally {
            answers.countDown();
        }
    }

    @Test
    void aHubThatTakesNothingForLongLosesNoRotation() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        context.hold();
        append("app.log", "two\n");
        context.awaitHeld();
        for (int i = 1; i <= 3; i++) {
            append("app.log", "last of " + i + "\n");
            rename("app.log", "app.log." + i);
            append("app.log", "first after " + i + "\n");
        }
        context.release();
        assertLines("two");
        for (int i = 1; i <= 3; i++) assertLines("last of " + i, "first after " + i);
        context.assertExhausted();
    }

    @Test
    void aFileDeletedWhileTheHubTakesNothingIsStillRead() throws Exception {
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        context.hold();
        append("app.log", "two\n");
        context.awaitHeld();
        append("app.log", "three\n");
        Files.delete(log("app.log"));
        append("app.log", "four\n");
        context.release();
        assertLines("two", "three", "four");
    }

    private void assertContent(String content) throws InterruptedException {
        assertThat(context.next().toString()).contains("\"content\":\"" + content + "\"");
    }

    /// In any order: they are of several files.
    private void assertContents(String... contents) throws InterruptedException {
        var got = context.next(contents.length).toString();
        for (String content : contents) assertThat(got).containsOnlyOnce("\"" + content + "\"");
    }
}
