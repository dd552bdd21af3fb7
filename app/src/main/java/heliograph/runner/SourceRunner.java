package heliograph.runner;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.plugin.Failure;
import heliograph.plugin.ForeignThread;
import heliograph.source.LiveSource;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Runs one live source on a platform thread of its own: calls it again after a growing pause when
/// it fails, leaves it alone when it is finished, interrupts it to stop, and abandons it when it
/// does not leave.
///
/// Started, stopped and waited for by whoever owns it.
final class SourceRunner {
    /// How soon a source must leave its run after an interrupt.
    static final Duration TIME_TO_LEAVE = Duration.ofSeconds(3);

    private static final System.Logger LOGGER = System.getLogger(SourceRunner.class.getName());
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final LiveSource source;
    private final SourceStatus status;
    private final Station station;
    private final RestartPolicy policy;
    private final BudgetGate gate;
    private final ThreadGroup group;
    private final Thread thread;
    private volatile HubContext context;
    private volatile boolean stopping;
    private boolean isAbandoned; // guarded by this, and so is
    private boolean hasEnded;

    private SourceRunner(
            LiveSource source,
            ClassLoader loader,
            SourceRules rules,
            SourceStatus status,
            Station station) {
        this.source = source;
        this.status = status;
        this.station = station;
        this.policy = rules.restart();
        this.gate = new BudgetGate(rules.budget(), status, FOR_EVER);
        this.context = newContext();
        this.group = ForeignThread.group("source " + status.name());
        this.thread = ForeignThread.unstarted(group, group.getName(), loader, this::keepRunning);
    }

    /// @param loader of the source's classes
    static SourceRunner start(
            LiveSource source,
            ClassLoader loader,
            SourceRules rules,
            SourceStatus status,
            Station station) {
        SourceRunner runner = new SourceRunner(source, loader, rules, status, station);
        status.running();
        runner.thread.start();
        return runner;
    }

    private HubContext newContext() {
        return new HubContext(station, status, gate, new PatientOutlet(station, status));
    }

    private void keepRunning() {
        int failures = 0; // in a row
        while (!stopping) {
            long began = System.nanoTime();
            Optional<Failure> failure = runOnce();
            if (failure.isEmpty() || stopping) break;
            boolean isFirst = policy.isGood(Duration.ofNanos(System.nanoTime() - began));
            failures = isFirst ? 1 : failures + 1;
            pauseAfter(failures, failure.get());
            if (!stopping) tell(status::restarting);
        }
        end();
    }

    /// Returns how it failed; nothing when it is finished.
    private Optional<Failure> runOnce() {
        try (HubContext own = newContext()) {
            context = own;
            source.run(own);
            tell(status::finished);
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(Failure.of(e));
        } finally {
            Thread.interrupted(); // one that was not ours must not end the pause; ours set stopping
            int left = group.activeCount() - 1;
            tell(() -> status.trouble(troubles -> troubles.threadsLeft(left)));
        }
    }

    private void pauseAfter(int failures, Failure failure) {
        Duration pause = withJitter(policy.pauseAfter(failures));
        tell(() -> status.failed(failure, station.clock().instant().plus(pause)));
        boolean flaps = policy.isFlapping(failures);
        if (!flaps || failures == policy.limit()) {
            LOGGER.log(
                    WARNING,
                    "source ''{0}'' failed{1} and is called again in {2}: {3}\n{4}",
                    status.name(),
                    flaps ? " " + failures + " times in a row" : "",
                    pause,
                    failure.message(),
                    failure.stack());
        }
        sleep(pause);
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException _) {
            // Asked to stop, or woken by the source's own code: whoever called looks which.
        }
    }

    private synchronized void tell(Runnable news) {
        if (!isAbandoned) news.run();
    }

    private synchronized void end() {
        hasEnded = true;
        if (isAbandoned) status.trouble(Troubles::runGone);
    }

    /// Asks it to stop, and returns at once.
    void stop() {
        stopping = true;
        thread.interrupt();
    }

    /// Waits until it has stopped, or abandons it: then its thread may go on, but publishes nothing
    /// more and is told of no more.
    ///
    /// @param deadline as of [System#nanoTime]
    void awaitStop(long deadline) throws InterruptedException {
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        if (thread.join(left)) return;
        context.close();
        synchronized (this) {
            if (hasEnded) return;
            isAbandoned = true;
            status.trouble(Troubles::runLeft);
        }
        LOGGER.log(
                WARNING,
                "source ''{0}'' ignores its interrupt and was abandoned; it is at\n{1}",
                status.name(),
                Failure.stackOf(thread));
    }

    private static Duration withJitter(Duration pause) {
        double factor = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        return Duration.ofMillis((long) Math.max(1, pause.toMillis() * factor));
    }
}
