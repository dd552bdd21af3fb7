package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import static java.lang.System.Logger.Level.INFO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// `kill -9` at random moments, again and again, while clients publish and read.
///
/// `-Dcrash.rounds=100` makes it long, and `-Dcrash.seed=…` repeats what a failure printed, as far
/// as the threads of a process repeat themselves.
class CrashIT {
    private static final System.Logger LOGGER = System.getLogger(CrashIT.class.getName());
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 10);
    private static final long SEED = Long.getLong("crash.seed", new Random().nextLong());
    private static final int MOST_ANSWERS = 60; // of one publisher in a round
    private static final int MOMENT = 50; // ms

    @TempDir Path directory;
    private final Random random = new Random(SEED);
    private final Map<String, String> answered = new LinkedHashMap<>(); // id → content
    private final List<ResumingReader> readers = new ArrayList<>();
    private final List<ResumingReader> passing = new ArrayList<>(); // they never come back
    private final List<RetryingPublisher> retrying = new ArrayList<>();

    @Test
    void whatWasAnsweredIsThereOnceAndSubscribersGoOnWithoutGapOrRepeat() throws Exception {
        int round = 0;
        try {
            begin();
            for (round = 1; round <= ROUNDS; round++) liveAndDie(round);
            assertThatNothingWasLostOrRepeated();
        } catch (Exception | AssertionError e) {
            throw new AssertionError("in round %d of -Dcrash.seed=%d".formatted(round, SEED), e);
        }
        int cutOff = retrying.stream().mapToInt(RetryingPublisher::cutOff).sum();
        LOGGER.log(
                INFO,
                "{0} rounds, {1} plain messages answered, {2} requests cut off and sent again",
                ROUNDS,
                answered.size(),
                cutOff);
    }

    private void begin() throws Exception {
        for (int i = 1; i <= 2; i++) {
            readers.add(new ResumingReader());
            retrying.add(new RetryingPublisher("single-" + i, 1, random.nextLong()));
            retrying.add(new RetryingPublisher("lines-" + i, 50, random.nextLong()));
        }
        try (HubProcess hub = HubProcess.start(directory)) {
            for (ResumingReader reader : readers) reader.begin(hub);
        }
    }

    private void liveAndDie(int round) throws Exception {
        boolean isShort = random.nextInt(3) == 0; // then it dies as soon as it serves
        int answers = isShort ? 0 : 1 + random.nextInt(MOST_ANSWERS);
        Duration moment = Duration.ofMillis(random.nextInt(MOMENT));
        passing.add(new ResumingReader());
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                HubProcess hub = HubProcess.start(directory)) {
            List<Future<?>> running = new ArrayList<>();
            // Before anything new is published: an id that was given twice would be seen so.
            for (ResumingReader reader : readers) running.add(clients.submit(reading(reader, hub)));
            running.add(clients.submit(reading(passing.getLast(), hub)));
            List<Publisher> plain =
                    List.of(
                            Publisher.start(hub, "plain a in round " + round),
                            Publisher.start(hub, "plain b in round " + round));
            for (RetryingPublisher publisher : retrying) {
                running.add(clients.submit(publishing(publisher, hub)));
            }

            plain.getFirst().await(answers);
            hub.killAfter(moment);

            for (Future<?> client : running) client.get();
            for (Publisher publisher : plain) answered.putAll(publisher.answered());
        }
    }

    private static Callable<Void> reading(ResumingReader reader, HubProcess hub) {
        return () -> {
            reader.read(hub);
            return null;
        };
    }

    private static Callable<Void> publishing(RetryingPublisher publisher, HubProcess hub) {
        return () -> {
            publisher.publish(hub);
            return null;
        };
    }

    private void assertThatNothingWasLostOrRepeated() throws Exception {
        try (HubProcess hub = HubProcess.start(directory)) {
            for (RetryingPublisher publisher : retrying) publisher.finish(hub);
            hub.post("/ingest/test", "the end");
            Map<String, String> journal = hub.journal();
            assertThat(journal.values()).doesNotHaveDuplicates();
            assertThat(journal).containsAllEntriesOf(answered);
            for (RetryingPublisher publisher : retrying) publisher.assertPublishedOnce(journal);
            for (ResumingReader reader : readers) {
                reader.readUntil(hub, "the end");
                assertThat(List.copyOf(reader.seen().entrySet()))
                        .isEqualTo(List.copyOf(journal.entrySet()));
            }
            for (ResumingReader reader : passing) {
                assertThat(journal).containsAllEntriesOf(reader.seen());
            }
        }
    }
}
