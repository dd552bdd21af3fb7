package heliograph.journal;

import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Whether the journal cannot be written, and why. Told by the writer's thread; any other may look,
/// or wait for its end.
final class Trouble {
    private final ReentrantLock lock = new ReentrantLock(); // only to wait for the end
    private final Condition over = lock.newCondition();
    private volatile Optional<String> why = Optional.empty();
    private volatile boolean closed;

    Optional<String> why() {
        return why;
    }

    boolean isPresent() {
        return why.isPresent();
    }

    void begin(String reason) {
        why = Optional.of(reason);
    }

    void end() {
        why = Optional.empty();
        wakeAll();
    }

    /// Nothing will be written any more.
    void close() {
        closed = true;
        wakeAll();
    }

    /// Returns when it is over, and whether it is worth to try again.
    boolean awaitEnd() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (why.isPresent() && !closed) over.await();
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void wakeAll() {
        lock.lock();
        try {
            over.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
