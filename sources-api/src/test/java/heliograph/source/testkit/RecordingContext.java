package heliograph.source.testkit;

import heliograph.source.Checkpoint;
import heliograph.source.Health;
import heliograph.source.Lag;
import heliograph.source.Message;
import heliograph.source.PublishFailed;
import heliograph.source.SourceContext;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A context that remembers what was published, with time that the test moves. Safe from any
/// thread.
public final class RecordingContext implements SourceContext {
    /// How long a test waits for what must happen.
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T15:00:00Z"));
    private final List<Message> published = new ArrayList<>();
    private final Map<String, String> checkpoints = new LinkedHashMap<>();
    private int taken;
    private boolean failing;
    private boolean holding;
    private int held;
    private int failures;
    private Health health = Health.ok();
    private Optional<Lag> lag = Optional.empty();

    public RecordingContext(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long publish(List<Message> batch) throws InterruptedException {
        if (batch.isEmpty()) throw new IllegalArgumentException("the batch is empty");
        return append(batch, List.of());
    }

    @Override
    public void publish(List<Message> batch, List<Checkpoint> reached) throws InterruptedException {
        append(batch, reached);
    }

    private synchronized long append(List<Message> batch, List<Checkpoint> reached)
            throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        while (holding) {
            held++;
            notifyAll();
            wait();
        }
        if (failing) {
            failures++;
            notifyAll();
            throw new PublishFailed("the test lets every publish fail");
        }
        long first = published.size() + 1L;
        published.addAll(batch);
        for (Checkpoint checkpoint : reached) {
            if (checkpoint.value().isEmpty()) {
                checkpoints.remove(checkpoint.part());
            } else {
                checkpoints.put(checkpoint.part(), checkpoint.value());
            }
        }
        notifyAll();
        return first;
    }

    @Override
    public synchronized Map<String, String> checkpoints() {
        return Map.copyOf(checkpoints);
    }

    @Override
    public synchronized void report(Health health) {
        this.health = health;
        notifyAll();
    }

    @Override
    public synchronized void report(Lag lag) {
        this.lag = Optional.of(lag);
        notifyAll();
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public void sleepUntil(Instant instant) throws InterruptedException {
        clock.sleepUntil(instant);
    }

    /// The clock to move.
    public MovableClock movableClock() {
        return clock;
    }

    /// From now on every publish fails, until [#recover].
    public synchronized void fail() {
        failing = true;
    }

    public synchronized void recover() {
        failing = false;
        failures = 0;
    }

    /// From now on every publish waits, as while the hub's disk is full, until [#release].
    public synchronized void hold() {
        holding = true;
        held = 0;
    }

    public synchronized void release() {
        holding = false;
        notifyAll();
    }

    /// Returns when a publish waits.
    public synchronized void awaitHeld() throws InterruptedException {
        await("a publish that waits", () -> held > 0);
    }

    /// Returns when the source has reported a lag like that.
    public synchronized void awaitLag(String what, Predicate<Lag> wanted)
            throws InterruptedException {
        await("lag " + what, () -> lag.isPresent() && wanted.test(lag.get()));
    }

    /// Returns when a publish has failed.
    public synchronized void awaitFailure() throws InterruptedException {
        await("a publish that fails", () -> failures > 0);
    }

    /// The next message that was published, waited for.
    public synchronized Message next() throws InterruptedException {
        await("a message", () -> taken < published.size());
        return published.get(taken++);
    }

    /// The next messages that were published, waited for.
    public List<Message> next(int count) throws InterruptedException {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) messages.add(next());
        return messages;
    }

    public synchronized List<Message> published() {
        return List.copyOf(published);
    }

    /// The last health reported.
    public synchronized Health health() {
        return health;
    }

    /// The last lag reported.
    public synchronized Optional<Lag> lag() {
        return lag;
    }

    public synchronized void awaitHealth(Health.Status status) throws InterruptedException {
        await("health " + status, () -> health.status() == status);
    }

    /// Fails if anything was published that the test did not take.
    public synchronized void assertExhausted() {
        List<Message> rest = published.subList(taken, published.size());
        if (!rest.isEmpty()) throw new AssertionError("also published: " + rest);
    }

    private interface Condition {
        boolean holds();
    }

    private void await(String what, Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError(
                        "waited in vain for " + what + "; published so far: " + published);
            }
            wait(Math.max(1, left / 1_000_000));
        }
    }
}
