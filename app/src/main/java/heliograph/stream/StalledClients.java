package heliograph.stream;

import static java.lang.System.Logger.Level.ERROR;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Ends what waits for a client that has stopped, a stream that is not read or a body that does not
/// come: Helidon's reads and writes have no time limit. One platform thread looks at all of them
/// once a second.
public final class StalledClients implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(StalledClients.class.getName());

    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("stalled-clients").daemon().factory());

    public StalledClients() {
        var _ = sweeper.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
    }

    /// Something that may wait for its client. Asked and told by the sweeper's thread.
    public interface Waiting {
        boolean hasWaitedTooLong();

        void giveUp();
    }

    private void sweep() {
        try {
            for (Waiting one : waiting) {
                if (one.hasWaitedTooLong()) one.giveUp();
            }
        } catch (RuntimeException | Error e) {
            LOGGER.log(
                    ERROR, "stalled clients were not looked at", e); // the next sweep may do better
        }
    }

    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /// Watches until the watch is closed.
    public Watch watch(Waiting one) {
        waiting.add(one);
        return () -> waiting.remove(one);
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }
}
