package heliograph.stream;

import static java.lang.System.Logger.Level.ERROR;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;

/// Notices when a group waits for a client, and has another thread go on with the group. One
/// platform thread, which sleeps while nobody writes.
final class Relief implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Relief.class.getName());

    /// What a client that does not take a write may cost the others of its group, once or twice
    /// over.
    static final Duration LONGEST_WAIT = Duration.ofMillis(10);

    private static final Duration LONG = Duration.ofDays(1);

    private final Collection<WriterGroup> groups;
    private final Signal writing = new Signal();
    private final Thread thread =
            Thread.ofPlatform().name("stream-relief").daemon().unstarted(this::watch);
    private volatile boolean closed;

    /// @param groups that come and go
    Relief(Collection<WriterGroup> groups) {
        this.groups = groups;
        thread.start();
    }

    /// Some group begins to write.
    void watchWriting() {
        writing.raise();
    }

    private void watch() {
        while (!closed) {
            try {
                writing.await(System.nanoTime() + LONG.toNanos());
                while (!closed && isAnyWriting()) LockSupport.parkNanos(LONGEST_WAIT.toNanos());
            } catch (RuntimeException | Error e) {
                LOGGER.log(ERROR, "groups were not relieved", e); // the next look may do better
            }
        }
    }

    /// Relieves those that have waited too long.
    private boolean isAnyWriting() {
        boolean any = false;
        for (WriterGroup group : groups) any |= group.relieve(LONGEST_WAIT);
        return any;
    }

    @Override
    public void close() {
        closed = true;
        writing.raise();
    }
}
