package heliograph.runner;

import heliograph.plugin.Failure;
import heliograph.plugin.ForeignThread;
import heliograph.source.HttpRequest;
import heliograph.source.HttpSource;
import heliograph.source.MalformedRequest;
import heliograph.source.MessageTooLarge;
import heliograph.source.PublishFailed;
import heliograph.source.SourceContext;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A plugin's [HttpSource], which reads each request on a platform thread of its own while the
/// request's waits: one that spins or blocks holds no carrier thread, and is given up.
final class IsolatedHttpSource implements HttpSource, AutoCloseable {
    private static final int MOST = 32; // requests at once
    private static final Duration STEP = Duration.ofMillis(500);

    private final HttpSource source;
    private final ClassLoader loader;
    private final Duration patience;
    private final SourceStatus status;
    private final ThreadGroup group;
    private final Semaphore places = new Semaphore(MOST);
    private volatile boolean closed;

    /// @param loader of the source's classes
    /// @param patience how long it may do nothing
    IsolatedHttpSource(
            HttpSource source, ClassLoader loader, Duration patience, SourceStatus status) {
        this.source = source;
        this.loader = loader;
        this.patience = patience;
        this.status = status;
        this.group = ForeignThread.group("source " + status.name());
    }

    @Override
    public void read(HttpRequest request, SourceContext context)
            throws MalformedRequest, IOException, InterruptedException {
        if (!places.tryAcquire()) {
            throw new PublishFailed(
                    "source '%s' reads %d requests already; send it again later"
                            .formatted(status.name(), MOST));
        }
        Reading reading = new Reading(request, context);
        Thread thread = ForeignThread.unstarted(group, "request " + status.name(), loader, reading);
        start(thread);
        await(thread, reading);
        reading.rethrow();
    }

    private void start(Thread thread) {
        try {
            thread.start();
        } catch (OutOfMemoryError e) { // this is how the JDK says that there are too many threads
            places.release();
            throw new PublishFailed(
                    "source '%s' got no thread to read with; send it again later"
                            .formatted(status.name()),
                    e);
        }
    }

    private void await(Thread thread, Reading reading) throws InterruptedException {
        try {
            while (!thread.join(STEP)) {
                if (closed) throw BudgetGate.stopped(status.name());
                if (reading.signs.areMissingFor(patience)) throw giveUp(thread);
            }
        } catch (InterruptedException | SourceFailed | PublishFailed e) {
            thread.interrupt();
            throw e;
        } finally {
            reading.signs.finish();
        }
    }

    private SourceFailed giveUp(Thread thread) {
        String how = "did nothing with the request for " + patience.toSeconds() + " s";
        status.failed(new Failure("it " + how, Failure.stackOf(thread)));
        return new SourceFailed(status.name(), how);
    }

    /// Interrupts those that read.
    @Override
    public void close() {
        closed = true;
        group.interrupt();
    }

    /// Waits until nobody reads any more, or leaves those behind that do.
    ///
    /// @param deadline as of [System#nanoTime]
    void awaitEnd(long deadline) throws InterruptedException {
        if (places.tryAcquire(MOST, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) return;
        status.trouble(Troubles::runLeft);
    }

    private final class Reading implements Runnable {
        private final HttpRequest request;
        private final SourceContext context;
        private final LifeSigns signs = new LifeSigns();
        private volatile Optional<Throwable> thrown = Optional.empty();
        private volatile Optional<Failure> failure = Optional.empty();

        Reading(HttpRequest request, SourceContext context) {
            this.request = request;
            this.context = context;
        }

        @Override
        public void run() {
            try {
                source.read(
                        new RequestWithBody(request, signs.watch(request.body())),
                        new WatchedContext(context, signs));
            } catch (Throwable e) {
                if (isOfContract(e)) thrown = Optional.of(e);
                else failure = Optional.of(Failure.of(e));
            } finally {
                places.release();
            }
        }

        /// What the source may throw, or could only let pass.
        @SuppressWarnings("ReferenceEquality") // to ask whether they are equal is a foreign call
        private boolean isOfContract(Throwable e) {
            return e instanceof MalformedRequest
                    || e instanceof MessageTooLarge
                    || e instanceof PublishFailed
                    || e instanceof OverBudget
                    || e instanceof KeyReused
                    || e.getClass() == IOException.class
                    || signs.bodyFailure().filter(failure -> failure == e).isPresent();
        }

        void rethrow() throws MalformedRequest, IOException {
            if (failure.isPresent()) {
                if (closed) throw BudgetGate.stopped(status.name()); // its interrupt, most likely
                status.failed(failure.get());
                throw new SourceFailed(
                        status.name(), "failed at the request: " + failure.get().message());
            }
            switch (thrown.orElse(null)) {
                case null -> {}
                case MalformedRequest e -> throw e;
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
    }
}
