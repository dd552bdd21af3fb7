package heliograph.runner;

import static java.lang.System.Logger.Level.ERROR;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Takes a step with several sources at the same time: one that blocks keeps no other waiting.
final class Together {
    private static final System.Logger LOGGER = System.getLogger(Together.class.getName());

    private Together() {}

    interface Step {
        void take(ManagedSource source) throws InterruptedException;
    }

    /// Returns when all have taken it, or the time is over; the rest go on.
    static void take(Collection<ManagedSource> sources, Duration time, Step step)
            throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (ManagedSource source : sources) {
            threads.add(Thread.ofVirtual().start(() -> take(source, step)));
        }
        for (Thread thread : threads) {
            long left = Math.max(1, deadline - System.nanoTime());
            thread.join(Duration.ofNanos(left));
        }
    }

    private static void take(ManagedSource source, Step step) {
        try {
            step.take(source);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOGGER.log(ERROR, "source '" + source.status().name() + "' is in an unknown state", e);
        }
    }
}
