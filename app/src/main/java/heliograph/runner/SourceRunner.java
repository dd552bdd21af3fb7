package heliograph.runner;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.source.LiveSource;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Runs one live source on a platform thread of its own: calls it again after a growing pause when
/// it fails, leaves it alone when it is finished, interrupts it to stop.
final class SourceRunner {
    /// How soon a source must leave its run after an interrupt.
    static final Duration TIME_TO_LEAVE = Duration.ofSeconds(3);

    private static final System.Logger LOGGER = System.getLogger(SourceRunner.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final LiveSource source;
    private final SourceStatus status;
    private final Station station;
    private final Thread thread;
    private volatile boolean stopping;

    private SourceRunner(LiveSource source, SourceStatus status, Station station) {
        this.source = source;
        this.status = status;
        this.station = station;
        this.thread =
                Thread.ofPlatform()
                        .name("source " + status.name())
                        .daemon() // the hub must end although one ignores its interrupt
                        .unstarted(this::keepRunning);
    }

    static SourceRunner start(LiveSource source, SourceStatus status, Station station) {
        SourceRunner runner = new SourceRunner(source, status, station);
        runner.thread.start();
        return runner;
    }

    private void keepRunning() {
        Duration pause = FIRST_PAUSE;
        while (!stopping) {
            long began = System.nanoTime();
            if (runOnce()) break;
            boolean ranWell = System.nanoTime() - began > LONGEST_PAUSE.toNanos();
            pause = ranWell ? FIRST_PAUSE : pause;
            pause(withJitter(pause));
            pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
            if (!stopping) status.restarting();
        }
        if (stopping) status.stopped();
    }

    /// Returns whether it is finished, or asked to stop.
    private boolean runOnce() {
        try (HubContext context =
                new HubContext(station, status, new PatientOutlet(station, status))) {
            source.run(context);
            status.finished();
            return true;
        } catch (Throwable e) {
            Thread.interrupted(); // one that was not ours must not end the pause; ours set stopping
            if (stopping) return true;
            status.failed(Providers.reason(e));
            LOGGER.log(WARNING, "source '" + status.name() + "' failed and will be restarted", e);
            return false;
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException _) {
            // Asked to stop, or woken by the source's own code: whoever called looks which.
        }
    }

    /// Asks it to stop, and returns at once.
    void stop() {
        stopping = true;
        thread.interrupt();
    }

    /// Waits until it has stopped; abandons one that does not leave in time.
    void awaitStop(long deadlineNanos) throws InterruptedException {
        Duration left = Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime()));
        if (!thread.join(left)) {
            LOGGER.log(
                    WARNING,
                    "source '" + status.name() + "' ignores its interrupt and was abandoned");
        }
    }

    private static Duration withJitter(Duration pause) {
        double factor = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        return Duration.ofMillis((long) (pause.toMillis() * factor));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
