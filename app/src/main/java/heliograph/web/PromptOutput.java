package heliograph.web;

import heliograph.stream.StalledClients;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/// An answer that must be read: a write that waits too long ends with an error. Written by the
/// thread that made it.
final class PromptOutput extends FilterOutputStream implements StalledClients.Waiting {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Thread writer = Thread.currentThread();
    private volatile boolean writing;
    private volatile long writingSince; // System.nanoTime()

    PromptOutput(OutputStream answer) {
        super(answer);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        writingSince = System.nanoTime();
        writing = true;
        try {
            out.write(bytes, offset, length);
        } finally {
            writing = false;
        }
    }

    @Override
    public boolean hasWaitedTooLong() {
        return writing && System.nanoTime() - writingSince > PATIENCE.toNanos() && writing;
    }

    /// An interrupt closes the socket that a virtual thread writes to.
    @Override
    public void giveUp() {
        writer.interrupt();
    }
}
