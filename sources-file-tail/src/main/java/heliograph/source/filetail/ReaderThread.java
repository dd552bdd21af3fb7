package heliograph.source.filetail;

import heliograph.source.SourceContext;

import java.time.Duration;

/// The platform thread that reads the files of one source. Only it touches file systems: one that
/// hangs holds nobody else, and the source's own thread still leaves when it is told to.
final class ReaderThread implements AutoCloseable {
    private static final Duration TIME_TO_LEAVE = Duration.ofSeconds(2);

    private final Thread thread;

    private ReaderThread(Thread thread) {
        this.thread = thread;
    }

    static ReaderThread start(
            FileTailSettings settings, Disk disk, SourceContext context, Outbox outbox) {
        return new ReaderThread(
                Thread.ofPlatform()
                        .name("reader " + context.name())
                        .daemon() // it may hang in a file system
                        .start(() -> read(settings, disk, context, outbox)));
    }

    private static void read(
            FileTailSettings settings, Disk disk, SourceContext context, Outbox outbox) {
        try {
            try (var reader = new Reader(settings, disk, context, outbox)) {
                reader.read();
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                outbox.fail(e);
            }
        } catch (InterruptedException _) {
            // The source's thread has left, and waits for this one.
        }
    }

    /// Interrupts it, and waits until it has left; one that hangs is abandoned.
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(TIME_TO_LEAVE);
        } catch (InterruptedException _) {
            interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
