package heliograph.stream;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.LockSupport;

/// Something to do for the one thread that waits here; nobody interrupts it. Raised from any
/// thread, for next to nothing while nobody waits.
final class Signal {
    private volatile boolean raised;
    private volatile @Nullable Thread waiting;

    void raise() {
        raised = true;
        Thread thread = waiting;
        if (thread != null) LockSupport.unpark(thread);
    }

    /// Returns when it has been raised since the last wait, or the time has come.
    ///
    /// @param deadline as of [System#nanoTime]
    void await(long deadline) {
        waiting = Thread.currentThread(); // said before it looks, so no signal is lost
        long left = deadline - System.nanoTime();
        while (!raised && left > 0) {
            LockSupport.parkNanos(this, left);
            left = deadline - System.nanoTime();
        }
        waiting = null;
        raised = false;
    }
}
