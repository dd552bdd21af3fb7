package heliograph.runner;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// What of a [Budget] is left. It flows in evenly, up to a second's worth; a batch takes what it
/// needs when there is anything left, also more than that, and the next one waits for as long.
///
/// Safe from any thread: the threads of one source share it.
final class Throttle {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    /// A limit and what is left of it. Guarded by the throttle.
    private static final class Allowance {
        private final double perSecond;
        private double left;

        Allowance(long perSecond) {
            this.perSecond = perSecond;
            this.left = perSecond;
        }

        void flow(long nanos) {
            left = Math.min(perSecond, left + perSecond * nanos / NANOS);
        }

        /// Nanoseconds until something is left.
        long untilSome() {
            return left >= 1 ? 0 : (long) Math.ceil((1 - left) / perSecond * NANOS);
        }
    }

    private final Allowance messages;
    private final Allowance bytes;
    private final LongSupplier nanoTime;
    private long seen;

    Throttle(Budget budget) {
        this(budget, System::nanoTime);
    }

    Throttle(Budget budget, LongSupplier nanoTime) {
        this.messages = allowance(budget.messages());
        this.bytes = allowance(budget.bytes());
        this.nanoTime = nanoTime;
        this.seen = nanoTime.getAsLong();
    }

    private static Allowance allowance(OptionalLong limit) {
        return new Allowance(limit.orElse(Long.MAX_VALUE));
    }

    /// Takes so much, or returns how many nanoseconds to wait before asking again.
    synchronized long take(int count, long size) {
        long now = nanoTime.getAsLong();
        messages.flow(now - seen);
        bytes.flow(now - seen);
        seen = now;
        long wait = Math.max(messages.untilSome(), bytes.untilSome());
        if (wait > 0) return wait;
        messages.left -= count;
        bytes.left -= size;
        return 0;
    }
}
