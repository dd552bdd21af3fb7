package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;

import heliograph.RawSubscriber;
import heliograph.StreamRecorder;
import heliograph.StreamRecorder.End;
import heliograph.StreamRecorder.Event;
import heliograph.TestHub;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/// What many do at once. Longer: `-Dchurn.seconds=60`, `-Dstorm.connections=9000` (each takes two
/// files of this process).
@Timeout(200)
class ManySubscribersTest {
    private static final int CHURNING = 500; // clients
    private static final int CHURN_SECONDS = Integer.getInteger("churn.seconds", 3);
    private static final int STORM = Integer.getInteger("storm.connections", 2000);

    @TempDir Path directory;
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private TestHub hub;

    @BeforeEach
    void start() {
        hub = TestHub.in(directory);
    }

    @AfterEach
    void stop() {
        clients.shutdownNow();
        hub.close();
    }

    @Test
    void clientsThatComeAndGoLeaveNothingBehindAndDisturbNobody() throws Exception {
        int platformThreads = ManagementFactory.getThreadMXBean().getThreadCount();
        long end = System.nanoTime() + Duration.ofSeconds(CHURN_SECONDS).toNanos();
        List<Future<Integer>> churning = times(CHURNING, () -> comeAndGoUntil(end));
        try (StreamRecorder staying = hub.subscribe("")) {
            staying.next("hello");
            for (int i = 1; System.nanoTime() < end; i++) publishTo(staying, "meanwhile " + i);
        }
        int came = 0;
        for (Future<Integer> one : churning) came += one.get(20, TimeUnit.SECONDS);
        within10Seconds(() -> hub.subscribers().isEmpty());
        within10Seconds(() -> threadsThatWriteStreams().isEmpty());
        assertThat(hub.ended("left")).isEqualTo(came + 1);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
                .isLessThan(platformThreads + 20); // carriers, and the test's HTTP clients
        System.out.printf("%d streams came and went in %d s%n", came, CHURN_SECONDS);
    }

    private int comeAndGoUntil(long end) throws Exception {
        int came = 0;
        while (System.nanoTime() < end) {
            RawSubscriber subscriber = RawSubscriber.open(hub, "");
            if (came++ % 2 == 0) subscriber.reset();
            else subscriber.close();
        }
        return came;
    }

    @Test
    void manyThatResumeAtOnceGetExactlyWhatTheyMissedAndNobodyElseWaits() throws Exception {
        String seen = hub.publish("seen before").getFirst();
        hub.publishMany("missed", 200);
        hub.restart();
        CountDownLatch greeted = new CountDownLatch(STORM);
        long longest = 0;
        long longestPost = 0;
        long begin = System.nanoTime();
        List<Future<Long>> storm = new ArrayList<>();
        try (StreamRecorder staying = hub.subscribe("")) {
            staying.next("hello");
            storm.addAll(times(STORM, () -> resumeBehind(seen, greeted)));
            for (int i = 1; greeted.getCount() > 0; i++) {
                long asked = System.nanoTime();
                longest = Math.max(longest, publishTo(staying, "meanwhile " + i));
                longestPost = Math.max(longestPost, System.nanoTime() - asked);
            }
            long last = offset(hub.publish("the end").getFirst());
            for (Future<Long> one : storm) {
                assertThat(one.get(60, TimeUnit.SECONDS)).isEqualTo(last);
            }
        }
        System.out.printf(
                "%d resumed at once, all served after %.1f s; another waited for a message at most"
                        + " %.0f ms, and with its publisher %.0f ms%n",
                STORM, (System.nanoTime() - begin) / 1e9, longest / 1e6, longestPost / 1e6);
        assertThat(longest).isLessThan(Duration.ofSeconds(2).toNanos());
    }

    /// Returns the offset of the last message, if none was missing and none came twice.
    private long resumeBehind(String id, CountDownLatch greeted) throws Exception {
        try (RawSubscriber subscriber = RawSubscriber.ask(hub, "", Map.of("Last-Event-ID", id))) {
            assertThat(subscriber.next("hello").json().getBoolean("resumed")).isTrue();
            greeted.countDown();
            long offset = offset(id);
            while (true) {
                Event event = subscriber.next("");
                assertThat(offset(event.id())).isEqualTo(++offset);
                if (event.data().contains("\"the end\"")) return offset;
            }
        }
    }

    @Test
    void everyoneIsToldWhenTheHubStops() throws Exception {
        List<RawSubscriber> subscribers = new ArrayList<>();
        for (int i = 1; i <= 200; i++) subscribers.add(RawSubscriber.open(hub, ""));
        hub.publish("one");
        hub.restart();
        for (RawSubscriber subscriber : subscribers) {
            subscriber.next("");
            assertThat(subscriber.next("bye").json().getString("reason")).isEqualTo("shutdown");
            assertThat(subscriber.end()).isEqualTo(End.CLEAN);
            subscriber.close();
        }
    }

    @Test
    void aMessageToAllDoesNotBringTheNextHeartbeatOfAllInOneInstant() throws Exception {
        hub.close();
        hub = TestHub.in(directory, "server: { heartbeat: 1s }");
        CountDownLatch greeted = new CountDownLatch(100);
        List<Future<Long>> silences = times(100, () -> silenceAfterAMessage(greeted));
        assertThat(greeted.await(20, TimeUnit.SECONDS)).isTrue();
        hub.publish("to all");
        List<Long> sorted = new ArrayList<>();
        for (Future<Long> silence : silences) sorted.add(silence.get(20, TimeUnit.SECONDS));
        sorted.sort(null);
        assertThat(sorted.getFirst()).isGreaterThan(700);
        assertThat(sorted.get(90) - sorted.get(10)).isGreaterThan(80); // ms; 160 on average
    }

    /// Returns how long it took until the next heartbeat, in milliseconds.
    private long silenceAfterAMessage(CountDownLatch greeted) throws Exception {
        try (RawSubscriber subscriber = RawSubscriber.open(hub, "")) {
            greeted.countDown();
            subscriber.next("");
            long begin = System.nanoTime();
            assertThat(subscriber.read().name()).isEqualTo("heartbeat");
            return Duration.ofNanos(System.nanoTime() - begin).toMillis();
        }
    }

    private <T> List<Future<T>> times(int count, Callable<T> task) {
        return LongStream.range(0, count).mapToObj(_ -> clients.submit(task)).toList();
    }

    /// Publishes, and returns how long after the answer the subscriber had it, in nanoseconds.
    private long publishTo(StreamRecorder subscriber, String text) throws Exception {
        String id = hub.publish(text).getFirst();
        long published = System.nanoTime();
        subscriber.assertMessage(id, text);
        return System.nanoTime() - published;
    }

    /// Virtual threads are in no list but the dump.
    private List<String> threadsThatWriteStreams() throws Exception {
        Path dump = directory.resolve("threads");
        Files.deleteIfExists(dump);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
        return Files.readAllLines(dump).stream()
                .filter(
                        line ->
                                line.contains("\"stream-group\"")
                                        || line.contains("\"stream-writer\""))
                .toList();
    }

    private static void within10Seconds(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.call()) assertThat(System.nanoTime()).isLessThan(deadline);
    }

    private static long offset(String id) {
        return Long.parseLong(id.replaceFirst(".*-", ""));
    }
}
