package heliograph.runner;

import heliograph.journal.SourceKey;
import heliograph.source.Checkpoint;
import heliograph.source.Health;
import heliograph.source.Lag;
import heliograph.source.Message;
import heliograph.source.SourceContext;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The context of one call into a source: publishes under its name. Safe from any thread; refuses
/// to publish once the call has ended.
final class HubContext implements SourceContext, AutoCloseable {
    // The system's clock can be set: sleeping in steps notices that within one.
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Station station;
    private final SourceStatus status;
    private final SourceKey key;
    private final BudgetGate gate;
    private final Outlet outlet;
    private volatile boolean ended;

    HubContext(Station station, SourceStatus status, BudgetGate gate, Outlet outlet) {
        this.station = station;
        this.status = status;
        this.key = status.key();
        this.gate = gate;
        this.outlet = outlet;
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
        List<Message> own = List.copyOf(batch); // whoever made the list may change it
        gate.pass(own, this::requireOpen);
        return outlet.publish(own, List.copyOf(checkpoints));
    }

    private void requireOpen() {
        if (!ended) return;
        throw new IllegalStateException(
                "source '" + name() + "' publishes with a context whose call has ended");
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
        Objects.requireNonNull(health, "health");
        if (!ended) status.reported(health);
    }

    @Override
    public void report(Lag lag) {
        Objects.requireNonNull(lag, "lag");
        if (!ended) status.reported(lag);
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

    /// Ends its use. A publish that waits for the budget fails then.
    @Override
    public void close() {
        ended = true;
    }
}
