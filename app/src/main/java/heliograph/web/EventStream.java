package heliograph.web;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.broadcast.Delivery;
import heliograph.broadcast.Frames;
import heliograph.broadcast.Subscription;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// One subscriber's stream: takes what its subscription delivers and writes it, until either side
/// ends it. The connection's own thread waits for the client to leave, which is how that is noticed
/// within milliseconds; a virtual thread of the stream's own writes.
final class EventStream {
    private static final System.Logger LOGGER = System.getLogger(EventStream.class.getName());

    // Spread, so that a restart does not bring everyone back in one instant.
    private static final Duration LEAST_RETRY = Duration.ofSeconds(1);
    private static final Duration MOST_RETRY = Duration.ofSeconds(3);

    private final Subscription subscription;
    private final FrameSink sink;
    private final Duration heartbeat;
    private final String version;

    EventStream(Subscription subscription, FrameSink sink, Duration heartbeat, String version) {
        this.subscription = subscription;
        this.sink = sink;
        this.heartbeat = heartbeat;
        this.version = version;
    }

    /// Called on the connection's thread; returns when the stream has ended and its socket is
    /// closed.
    void run() {
        Thread writer = Thread.ofVirtual().name("stream-writer").start(this::write);
        sink.awaitClient();
        subscription.end();
        sink.disconnect();
        joinUninterruptibly(writer);
    }

    private void write() {
        try {
            sink.emit(StreamEvents.hello(subscription.hello(), version), retry());
            while (deliver(subscription.next(heartbeat))) {}
            sink.close();
        } catch (UncheckedIOException | IllegalStateException _) {
            // The client has left, or was disconnected: nobody is there to be told.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOGGER.log(WARNING, "a stream was ended: " + e.getMessage()); // its client may resume
        } finally {
            sink.disconnect(); // ends the wait for the client
        }
    }

    /// Returns whether more may follow.
    private boolean deliver(Delivery delivery) {
        switch (delivery) {
            case Frames frames -> sink.write(frames.chunk());
            case Delivery.Idle _ ->
                    sink.emit(StreamEvents.heartbeat(subscription.place(), subscription.newest()));
            case Delivery.Gap gap -> sink.emit(StreamEvents.gap(gap, subscription.place()));
            case Delivery.End _ -> sink.emit(StreamEvents.bye(subscription.place(), "shutdown"));
        }
        return !(delivery instanceof Delivery.End);
    }

    private static Duration retry() {
        return Duration.ofMillis(
                ThreadLocalRandom.current()
                        .nextLong(LEAST_RETRY.toMillis(), MOST_RETRY.toMillis()));
    }

    /// The writer ends at once, as its socket is closed; nothing may outlive the connection.
    private static void joinUninterruptibly(Thread writer) {
        boolean interrupted = false;
        while (true) {
            try {
                writer.join();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
