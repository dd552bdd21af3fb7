package heliograph.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.broadcast.Delivery.Idle;
import heliograph.journal.EntryId;
import heliograph.journal.Journal;
import heliograph.journal.SourceKey;
import heliograph.query.Filter;
import heliograph.source.Message;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// The cursor over a real journal.
class SubscriptionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAX_MESSAGE = 1 << 20; // bytes
    private static final Pattern ID = Pattern.compile("(?m)^id: [a-z0-9]+-(\\d+)$");

    @TempDir Path directory;
    private Journal journal;
    private Broadcaster broadcaster;

    @BeforeEach
    void open() {
        PrometheusRegistry registry = new PrometheusRegistry();
        journal = Journal.open(directory, InstantSource.system(), registry);
        broadcaster = new Broadcaster(journal, MAX_MESSAGE, registry);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void reopen() {
        close();
        open();
    }

    @Test
    void fromEveryOffsetExactlyTheRestIsDelivered() throws Exception {
        int count = publishMixedSizes(1_500);
        reopen(); // so that the tail is empty and everything comes from the journal
        publishMixedSizes(300); // and the end of it from the tail
        int all = count + 300;
        for (int after = 0; after <= all; after += after < 1_450 ? 29 : 1) {
            try (Subscription subscription = subscribe(after(after), Filter.ALL)) {
                assertThat(offsets(subscription, all))
                        .as("after %d", after)
                        .isEqualTo(LongStream.rangeClosed(after + 1, all).boxed().toList());
            }
        }
    }

    @Test
    void thereIsNoSeamBetweenTheJournalAndTheTail() throws Exception {
        publishMixedSizes(500);
        reopen();
        int all = 500 + 4 * 150;
        List<Callable<List<Long>>> subscribers = new ArrayList<>();
        for (int i = 0; i < 20; i++) subscribers.add(() -> readAll(Filter.ALL, all));
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int p = 0; p < 4; p++) {
                String name = "p" + p;
                var _ =
                        executor.submit(
                                () -> {
                                    for (int i = 0; i < 150; i++)
                                        publish(name, Message.text("x" + i));
                                    return name;
                                });
            }
            for (Future<List<Long>> read : executor.invokeAll(subscribers)) {
                assertThat(read.get()).isEqualTo(LongStream.rangeClosed(1, all).boxed().toList());
            }
        }
    }

    @Test
    void everySubscriberGetsWhatItsFilterLets() throws Exception {
        int all = 400;
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            filters.add(Filter.of(List.of("a"), List.of())); // equal ones
            filters.add(Filter.of(List.of("?", "other-" + i), List.of())); // different ones
        }
        List<Callable<List<Long>>> subscribers = new ArrayList<>();
        filters.forEach(filter -> subscribers.add(() -> readAll(filter, all)));
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ =
                    executor.submit(
                            () -> {
                                for (int i = 0; i < all; i++) {
                                    publish(i % 2 == 0 ? "a" : "bb", Message.text("x"));
                                }
                                return all;
                            });
            List<Long> odd =
                    LongStream.rangeClosed(1, all).filter(o -> o % 2 == 1).boxed().toList();
            for (Future<List<Long>> read : executor.invokeAll(subscribers)) {
                assertThat(read.get()).isEqualTo(odd);
            }
        }
    }

    @Test
    void whatTheFilterDropsMovesTheCursorStepByStep() throws Exception {
        publishMixedSizes(300);
        reopen();
        Filter nobody = Filter.of(List.of("nobody"), List.of());
        try (Subscription subscription = subscribe(after(0), nobody)) {
            assertThat(((Frames) subscription.next()).count()).isZero();
            assertThat(subscription.cursor()).isGreaterThan(1).isLessThan(300);
        }
    }

    @Test
    void subscribersAtTheSamePlaceWithEqualFiltersGetTheSameBytes() throws Exception {
        Filter filter = Filter.of(List.of("s"), List.of());
        try (Subscription one = subscribe(new Start.Newest(), filter);
                Subscription other = subscribe(new Start.Newest(), filter)) {
            publishMixedSizes(5);
            publishMixedSizes(5);
            assertThat(one.next()).isInstanceOf(Frames.class).isSameAs(other.next());
        }
    }

    @Test
    void whatWasThereBeforeTheEndIsDeliveredAndNothingLater() throws Exception {
        try (Subscription subscription = subscribe(new Start.Newest(), Filter.ALL)) {
            publish("s", Message.text("one"), Message.text("two"));
            broadcaster.endAll();
            assertThat(((Frames) subscription.next()).last()).isEqualTo(2);
            publish("s", Message.text("later"));
            assertThat(subscription.next()).isInstanceOf(Delivery.End.class);
        }
    }

    @Test
    void anEndDoesNotWaitForTheJournal() throws Exception {
        publishMixedSizes(300);
        reopen(); // so that everything would come from the journal
        try (Subscription subscription = subscribe(after(0), Filter.ALL)) {
            broadcaster.endAll();
            assertThat(subscription.next()).isInstanceOf(Delivery.End.class);
            assertThat(subscription.cursor()).isEqualTo(1);
        }
    }

    @Test
    void anEndWakesWhoWaits() throws Exception {
        CountDownLatch woken = new CountDownLatch(1);
        broadcaster.wake(woken::countDown);
        try (Subscription subscription = subscribe(new Start.Newest(), Filter.ALL)) {
            broadcaster.endAll();
            assertThat(woken.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(subscription.next()).isInstanceOf(Delivery.End.class);
        }
        try (Subscription late = subscribe(new Start.Newest(), Filter.ALL)) {
            assertThat(late.next()).isInstanceOf(Delivery.End.class);
        }
        broadcaster.awaitNoSubscribers(System.nanoTime() + PATIENCE.toNanos());
        assertThat(broadcaster.subscribers()).isZero();
    }

    private List<Long> readAll(Filter filter, long last) throws InterruptedException {
        try (Subscription subscription = subscribe(after(0), filter)) {
            return offsets(subscription, last);
        }
    }

    private Subscription subscribe(Start start, Filter filter) throws InterruptedException {
        return broadcaster.subscribe(start, filter, Lag.KEEP);
    }

    private Start after(long offset) {
        return new Start.After(Optional.of(new EntryId(journal.epochs().current(), offset)));
    }

    /// The offsets of all frames, until the cursor is behind the last.
    private static List<Long> offsets(Subscription subscription, long last)
            throws InterruptedException {
        List<Long> offsets = new ArrayList<>();
        while (subscription.cursor() <= last) {
            Delivery delivery = subscription.next();
            if (delivery instanceof Idle) {
                LockSupport.parkNanos(100_000);
                continue;
            }
            assertThat(delivery).isInstanceOf(Frames.class);
            Matcher ids = ID.matcher(new String(((Frames) delivery).chunk(), UTF_8));
            while (ids.find()) offsets.add(Long.parseLong(ids.group(1)));
        }
        return offsets;
    }

    /// One byte to 600 KB, most of them small, in batches of one to a hundred.
    private int publishMixedSizes(int count) throws InterruptedException {
        Random random = new Random(count); // the same messages every time
        int published = 0;
        while (published < count) {
            List<Message> batch = new ArrayList<>();
            int size = Math.min(count - published, 1 + random.nextInt(100));
            for (int i = 0; i < size; i++) {
                int length =
                        random.nextInt(100) == 0 ? random.nextInt(600_000) : random.nextInt(900);
                batch.add(Message.text("x".repeat(1 + length)));
            }
            publish("s", batch.toArray(Message[]::new));
            published += size;
        }
        return published;
    }

    private void publish(String source, Message... messages) throws InterruptedException {
        broadcaster.publish(new SourceKey(source, "test"), List.of(messages), List.of());
    }
}
