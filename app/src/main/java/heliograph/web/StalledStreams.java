package heliograph.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Ends connections whose client does not read: Helidon's writes have no time limit of their own.
/// One platform thread looks at all of them once a second.
final class StalledStreams implements AutoCloseable {
    /// How long a write of at most 64 KiB may take.
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Set<FrameSink> sinks = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("stalled-streams").daemon().factory());

    StalledStreams() {
        var _ = sweeper.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
    }

    private void sweep() {
        for (FrameSink sink : sinks) {
            if (sink.isStuck(LIMIT)) sink.disconnect();
        }
    }

    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /// Watches a sink until the watch is closed.
    Watch watch(FrameSink sink) {
        sinks.add(sink);
        return () -> sinks.remove(sink);
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }
}
