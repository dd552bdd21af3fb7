package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.RawSubscriber;
import heliograph.StreamRecorder;
import heliograph.TestHub;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// What a client that does not read, or hardly, costs the others: nothing they would notice.
@Timeout(60)
class SlowSubscriberTest {
    private static final String KILOBYTE = "x".repeat(1000);
    private static final long NOT_HELD = Duration.ofSeconds(2).toNanos(); // a held group waits ten

    @TempDir Path directory;
    private final List<Long> delays = new ArrayList<>(); // ns, from the answer to the subscriber
    private TestHub hub;

    @BeforeEach
    void start() {
        hub = TestHub.in(directory);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void whoDoesNotReadOrHardlyIsEndedAndWhoReadsSlowlyIsKeptAndTheOthersGetEverything()
            throws Exception {
        try (StreamRecorder one = healthy();
                StreamRecorder other = healthy();
                RawSubscriber stuck = RawSubscriber.open(hub, "");
                RawSubscriber crawling = RawSubscriber.open(hub, "");
                RawSubscriber walking = RawSubscriber.open(hub, "")) {
            List<StreamRecorder> healthy = List.of(one, other);
            long full = System.nanoTime();
            long end = full + Duration.ofSeconds(14).toNanos();
            for (int i = 1; i <= 1000; i++) publish(KILOBYTE + i, healthy);
            Thread crawler = reading(crawling, 1_000, end);
            Thread walker = reading(walking, 20_000, end);

            while (row(stuck).filter(row -> row.getBoolean("stalled")).isEmpty()) {
                publish("meanwhile", healthy);
            }
            assertThat(row(stuck).orElseThrow().getInt("behind")).isPositive();
            while (row(stuck).isPresent()) publish("meanwhile", healthy);
            Duration patience = Duration.ofNanos(System.nanoTime() - full);
            assertThat(patience).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(13));
            while (row(crawling).isPresent()) publish("meanwhile", healthy);
            while (System.nanoTime() < end - Duration.ofSeconds(1).toNanos()) {
                publish("meanwhile", healthy);
            }
            assertThat(row(walking)).isPresent();
            assertThat(row(walking).orElseThrow().getInt("behind")).isPositive();
            assertThat(hub.ended("slow")).isEqualTo(2);
            crawler.join();
            walker.join();
            assertThatNobodyWasHeld();
        }
    }

    @Test
    void thoseThatStopReadingOneAfterTheOtherHoldNobodyUp() throws Exception {
        List<RawSubscriber> stuck = new ArrayList<>();
        try (StreamRecorder one = healthy();
                StreamRecorder other = healthy()) {
            String text = KILOBYTE.repeat(8);
            for (int i = 1; i <= 400; i++) {
                if (i % 8 == 0) stuck.add(RawSubscriber.open(hub, ""));
                publish(text + i, List.of(one, other));
            }
            assertThatNobodyWasHeld();
        } finally {
            for (RawSubscriber subscriber : stuck) subscriber.close();
        }
    }

    @Test
    void thoseThatStopReadingTogetherHoldNobodyUp() throws Exception {
        List<RawSubscriber> stuck = new ArrayList<>();
        for (int i = 1; i <= 60; i++) stuck.add(RawSubscriber.open(hub, ""));
        try (StreamRecorder one = healthy();
                StreamRecorder other = healthy()) {
            String text = KILOBYTE.repeat(8);
            for (int i = 1; i <= 100; i++) publish(text + i, List.of(one, other));
            assertThatNobodyWasHeld();
        } finally {
            for (RawSubscriber subscriber : stuck) subscriber.close();
        }
    }

    private StreamRecorder healthy() throws Exception {
        StreamRecorder stream = hub.subscribe("");
        stream.next("hello");
        return stream;
    }

    private static Thread reading(RawSubscriber subscriber, int bytesPerSecond, long deadline) {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                subscriber.readAtMost(bytesPerSecond, deadline);
                            } catch (IOException _) {
                                // it was ended
                            }
                        });
    }

    private void publish(String text, List<StreamRecorder> healthy) throws Exception {
        String id = hub.publish(text).getFirst();
        long published = System.nanoTime();
        for (StreamRecorder stream : healthy) {
            stream.assertMessage(id, text);
            delays.add(System.nanoTime() - published);
        }
    }

    private void assertThatNobodyWasHeld() {
        Collections.sort(delays);
        int count = delays.size();
        System.out.printf(
                "%d deliveries beside slow clients: median %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                count,
                delays.get(count / 2) / 1e6,
                delays.get(count * 99 / 100) / 1e6,
                delays.getLast() / 1e6);
        assertThat(delays.getLast()).isLessThan(NOT_HELD);
        assertThat(delays.get(count * 9 / 10)).isLessThan(Duration.ofMillis(100).toNanos());
    }

    private Optional<JsonObject> row(RawSubscriber subscriber) throws Exception {
        return hub.subscribers().stream()
                .filter(row -> row.getString("address").equals(subscriber.address()))
                .findFirst();
    }
}
