package heliograph.runner;

import heliograph.journal.SourceKey;
import heliograph.source.Checkpoint;
import heliograph.source.Health;
import heliograph.source.Message;
import heliograph.source.SourceContext;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/// The context of one call into a source: publishes under its name, and counts what it published.
/// Safe from any thread; refuses to publish once the call has ended.
final class HubContext implements SourceContext, AutoCloseable {
    // The system's clock can be set: sleeping in steps notices that within one.
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Station station;
    private final SourceStatus status;
    private final SourceKey key;
    private volatile boolean ended;
    private long accepted;
    private OptionalLong first = OptionalLong.empty();
    private OptionalLong last = OptionalLong.empty();

    HubContext(Station station, SourceStatus status) {
        this.station = station;
        this.status = status;
        this.key = new SourceKey(status.name(), status.type());
    }

    @Override
    public String name() {
        return key.name();
    }

    @Override
    public long publish(List<Message> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("there is no message in the batch");
        }
        return append(batch, List.of());
    }

    @Override
    public void publish(List<Message> batch, List<Checkpoint> checkpoints)
            throws InterruptedException {
        if (batch.isEmpty() && checkpoints.isEmpty()) return;
        append(batch, checkpoints);
    }

    private long append(List<Message> batch, List<Checkpoint> checkpoints)
            throws InterruptedException {
        if (ended) {
            throw new IllegalStateException(
                    "source '" + name() + "' publishes with a context whose call has ended");
        }
        long offset = station.broadcaster().publish(key, batch, checkpoints);
        if (!batch.isEmpty()) count(offset, batch.size());
        return offset;
    }

    private synchronized void count(long offset, int count) {
        status.published(count, station.clock().instant());
        accepted += count;
        if (first.isEmpty()) first = OptionalLong.of(offset);
        last = OptionalLong.of(offset + count - 1);
    }

    synchronized long accepted() {
        return accepted;
    }

    /// The first offset published, if any was.
    synchronized OptionalLong first() {
        return first;
    }

    synchronized OptionalLong last() {
        return last;
    }

    @Override
    public Map<String, String> checkpoints() {
        try {
            return station.journal().checkpoints(key);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading checkpoints", e);
        }
    }

    @Override
    public void report(Health health) {
        status.reported(Objects.requireNonNull(health, "health"));
    }

    @Override
    public InstantSource clock() {
        return station.clock();
    }

    @Override
    public void sleepUntil(Instant instant) throws InterruptedException {
        while (true) {
            Duration left = Duration.between(station.clock().instant(), instant);
            if (!left.isPositive()) return;
            Thread.sleep(left.compareTo(STEP) < 0 ? left : STEP);
        }
    }

    @Override
    public void close() {
        ended = true;
    }
}
