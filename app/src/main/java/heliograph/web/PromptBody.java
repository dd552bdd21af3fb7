package heliograph.web;

import heliograph.stream.StalledClients;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// A body that must keep coming: a read that waits too long ends with an error. Read by one thread
/// at a time.
final class PromptBody extends FilterInputStream implements StalledClients.Waiting {
    private final Duration patience;
    private volatile Thread reader = Thread.currentThread();
    private volatile boolean reading;
    private volatile long readingSince; // System.nanoTime()
    private volatile boolean gaveUp;

    PromptBody(InputStream body, Duration patience) {
        super(body);
        this.patience = patience;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        reader = Thread.currentThread();
        readingSince = System.nanoTime();
        reading = true;
        try {
            return super.read(bytes, offset, length);
        } catch (RuntimeException e) {
            if (!gaveUp) throw e;
            Thread.interrupted(); // it was for this read, which Helidon ends with errors of its own
            throw new IOException("the body did not come for " + patience, e);
        } finally {
            reading = false;
        }
    }

    @Override
    public boolean hasWaitedTooLong() {
        return reading && System.nanoTime() - readingSince > patience.toNanos() && reading;
    }

    @Override
    public void giveUp() {
        gaveUp = true;
        reader.interrupt();
    }
}
