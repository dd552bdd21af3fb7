package heliograph.source.filetail;

import heliograph.source.SourceConfig;

import java.time.Duration;
import java.util.Optional;

/// How many messages a source publishes in a second at most; more wait in their files.
///
/// @param perSecond empty when there is no limit
record RateLimit(Optional<Integer> perSecond) {
    private static final int BATCHES_PER_SECOND = 10;

    static RateLimit from(SourceConfig config) {
        long rate = config.number("rate-limit", 0, 10_000_000, 0);
        return new RateLimit(Optional.of((int) rate).filter(r -> r > 0));
    }

    /// So many messages in one batch keep the rate even.
    int mostAtOnce() {
        return perSecond
                .map(rate -> Math.max(1, rate / BATCHES_PER_SECOND))
                .orElse(Integer.MAX_VALUE);
    }

    Allowance start() {
        return new Allowance();
    }

    /// Used by one thread.
    final class Allowance {
        private long free = System.nanoTime(); // when the next batch may go

        /// Waits until so many messages may be published.
        void take(int messages) throws InterruptedException {
            if (perSecond.isEmpty()) return;
            long now = System.nanoTime();
            if (free - now > 0) Thread.sleep(Duration.ofNanos(free - now));
            long cost = messages * Duration.ofSeconds(1).toNanos() / perSecond.get();
            free = Math.max(free, now) + cost;
        }
    }
}
