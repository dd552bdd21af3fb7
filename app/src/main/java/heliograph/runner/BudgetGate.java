package heliograph.runner;

import heliograph.source.Message;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Where a source's threads wait while it has published more than its budget. Safe from any thread.
final class BudgetGate {
    private static final long LARGEST_BATCH = 64L << 20; // bytes: as much as a request may bring
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(500);

    private final Optional<Throttle> throttle;
    private final SourceStatus status;

    BudgetGate(Budget budget, SourceStatus status) {
        this.throttle = budget.isUnlimited() ? Optional.empty() : Optional.of(new Throttle(budget));
        this.status = status;
    }

    /// Waits until the batch may pass.
    ///
    /// @param check throws when it need not wait any more
    /// @throws IllegalArgumentException when one commit of it would make everybody wait
    void pass(List<Message> batch, Runnable check) throws InterruptedException {
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
        status.trouble(troubles -> troubles.heldBack(true));
        try {
            for (long wait = first; wait > 0; wait = throttle.get().take(count, bytes)) {
                TimeUnit.NANOSECONDS.sleep(Math.min(wait, STEP));
                check.run();
            }
        } finally {
            status.trouble(troubles -> troubles.heldBack(false));
        }
    }
}
