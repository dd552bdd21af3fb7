package heliograph.source.filetail;

import java.time.Duration;

/// How long nothing has come, by a clock that nobody sets.
final class IdleTimer {
    private long since = System.nanoTime();

    void end() {
        since = System.nanoTime();
    }

    boolean lasts(Duration time) {
        return System.nanoTime() - since >= time.toNanos();
    }
}
