package heliograph.runner;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells whether foreign code that reads a request still does something: it waits for the body or
/// for the journal, or did so a moment ago. Safe from any thread.
final class LifeSigns {
    private final AtomicInteger waiting = new AtomicInteger(); // calls that are ours to end
    private volatile boolean finished;
    private volatile long last = System.nanoTime();
    private volatile Optional<Exception> bodyFailure = Optional.empty();

    void begin() {
        waiting.incrementAndGet();
    }

    void end() {
        last = System.nanoTime();
        waiting.decrementAndGet();
    }

    /// The request is answered: its body can be read no more.
    void finish() {
        finished = true;
    }

    boolean areMissingFor(Duration time) {
        return waiting.get() == 0 && System.nanoTime() - last > time.toNanos();
    }

    /// What reading the body threw, which is the client's or the network's fault.
    Optional<Exception> bodyFailure() {
        return bodyFailure;
    }

    InputStream watch(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                // What follows on the connection is another request's.
                if (finished) throw new IOException("the request has ended");
                begin();
                try {
                    return super.read(bytes, offset, length);
                } catch (IOException | RuntimeException e) {
                    bodyFailure = Optional.of(e);
                    throw e;
                } finally {
                    end();
                }
            }
        };
    }
}
