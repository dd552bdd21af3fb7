package heliograph.source.testkit;

import heliograph.source.LiveSource;
import heliograph.source.SourceContext;

import java.time.Duration;
import java.util.Optional;

/// A live source on a platform thread of its own, as the hub runs it. Closing it interrupts the
/// thread and fails if it does not leave in time.
public final class RunningSource implements AutoCloseable {
    /// How soon a source leaves its run after an interrupt.
    public static final Duration TIME_TO_LEAVE = Duration.ofSeconds(3);

    private final Thread thread;
    private volatile Optional<Throwable> failure = Optional.empty();

    private RunningSource(LiveSource source, SourceContext context) {
        thread =
                Thread.ofPlatform()
                        .name("source " + context.name())
                        .daemon()
                        .start(() -> run(source, context));
    }

    public static RunningSource start(LiveSource source, SourceContext context) {
        return new RunningSource(source, context);
    }

    private void run(LiveSource source, SourceContext context) {
        try {
            source.run(context);
        } catch (Throwable e) {
            failure = Optional.of(e);
        }
    }

    /// What the run has thrown, if it has.
    public Optional<Throwable> failure() {
        return failure;
    }

    /// Waits until the run has ended by itself, and returns what it threw.
    public Optional<Throwable> awaitEnd() throws InterruptedException {
        if (!thread.join(RecordingContext.PATIENCE)) {
            throw new AssertionError("the source still runs");
        }
        return failure;
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        if (!thread.join(TIME_TO_LEAVE)) {
            var error = new AssertionError("the source did not leave its run after an interrupt");
            error.setStackTrace(thread.getStackTrace());
            throw error;
        }
    }
}
