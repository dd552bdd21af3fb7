package heliograph.runner;

import heliograph.source.Message;
import heliograph.source.PublishFailed;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What each batch of a source passes on its way: it waits here while more was published than the
/// budget allows, until the source is stopped. Safe from any thread.
final class BudgetGate {
    private static final long LARGEST_BATCH = 64L << 20; // bytes: as much as a request may bring
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(500);

    private final Optional<Throttle> throttle;
    private final SourceStatus status;
    private final Duration patience;
    private volatile boolean isShut;

    /// @param patience how long a batch may wait
    BudgetGate(Budget budget, SourceStatus status, Duration patience) {
        this.patience = patience;
        this.throttle = budget.isUnlimited() ? Optional.empty() : Optional.of(new Throttle(budget));
        this.status = status;
    }

    /// Waits until the batch may pass.
    ///
    /// @param check throws when it need not wait any more
    /// @throws IllegalArgumentException when one commit of it would make everybody wait
    /// @throws PublishFailed when the gate is shut
    /// @throws OverBudget when it has waited for so long as it may
    void pass(List<Message> batch, Runnable check) throws InterruptedException {
        requireOpen();
        check.run();
        long bytes = batch.stream().mapToLong(message -> message.json().length).sum();
        if (bytes > LARGEST_BATCH) {
            throw new IllegalArgumentException(
                    "a batch has at most 64 MiB, this one %,d bytes; publish it in several"
                            .formatted(bytes));
        }
        if (throttle.isEmpty() || batch.isEmpty()) return;
        long wait = throttle.get().take(batch.size(), bytes);
        if (wait > 0) await(wait, batch.size(), bytes, check);
    }

    private void await(long first, int count, long bytes, Runnable check)
            throws InterruptedException {
        long began = System.nanoTime();
        status.trouble(troubles -> troubles.heldBack(true));
        try {
            for (long wait = first; wait > 0; wait = throttle.get().take(count, bytes)) {
                if (System.nanoTime() - began > patience.toNanos()) {
                    throw new OverBudget(status.name(), patience);
                }
                TimeUnit.NANOSECONDS.sleep(Math.min(wait, STEP));
                requireOpen();
                check.run();
            }
        } finally {
            status.trouble(troubles -> troubles.heldBack(false));
        }
    }

    private void requireOpen() {
        if (isShut) throw stopped(status.name());
    }

    /// Lets nothing pass any more: who comes, or waits, fails.
    void shut() {
        isShut = true;
    }

    static PublishFailed stopped(String source) {
        return new PublishFailed(
                "source '%s' was stopped; send what was not accepted again when it runs"
                        .formatted(source));
    }
}
