package heliograph.source.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time that a test moves by hand. Safe from any thread.
public final class MovableClock implements InstantSource {
    private Instant now;
    private int sleepers;

    public MovableClock(Instant now) {
        this.now = now;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
        notifyAll();
    }

    public synchronized void sleepUntil(Instant instant) throws InterruptedException {
        sleepers++;
        notifyAll();
        try {
            while (now.isBefore(instant)) wait();
        } finally {
            sleepers--;
        }
    }

    /// Returns when somebody sleeps, so that moving time wakes them.
    public synchronized void awaitSleeper() throws InterruptedException {
        long deadline = System.nanoTime() + RecordingContext.PATIENCE.toNanos();
        while (sleepers == 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) throw new AssertionError("the source never slept on the hub's clock");
            wait(Math.max(1, left / 1_000_000));
        }
    }
}
