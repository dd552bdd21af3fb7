package heliograph.stream;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.broadcast.Delivery;
import heliograph.broadcast.Frames;
import heliograph.broadcast.Subscription;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

/// One subscriber's stream: takes what its subscription delivers and writes it, until either side
/// ends it.
///
/// The connection's own thread [#run]s it, which is to wait for the client to leave: that is how it
/// is noticed within milliseconds. What is written is written by one writer at a time, see
/// [StreamWriters].
public final class EventStream implements StalledClients.Waiting {
    private static final System.Logger LOGGER = System.getLogger(EventStream.class.getName());

    // Spread, so that a restart does not bring everyone back in one instant.
    private static final Duration LEAST_RETRY = Duration.ofSeconds(1);
    private static final Duration MOST_RETRY = Duration.ofSeconds(3);

    /// How long a client may take for one write.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration STALLED = Duration.ofSeconds(1);

    /// Part of the time between heartbeats by which they may come earlier: a message to everybody
    /// must not bring everybody's next heartbeat in one instant.
    private static final double SPREAD = 0.2;

    /// Where it is after a step.
    enum Place {
        /// There is more to write.
        BEHIND,
        /// Everything is written.
        AT_HEAD,
        /// Nothing can be written any more.
        ENDED
    }

    /// Why it has ended.
    enum End {
        /// Its client has left.
        LEFT,
        /// Its client did not take a write in time.
        SLOW,
        /// The hub stops.
        SHUTDOWN,
        /// What comes next could not be read.
        ERROR
    }

    private final StreamClient client;
    private final Subscription subscription;
    private final FrameSink sink;
    private final Duration heartbeat;
    private final long quiet; // nanoseconds after which the client must hear something
    private final String version;
    private volatile Runnable wakeWriter = () -> {};
    private volatile long next; // the first offset that its client has not got
    private final AtomicReference<@Nullable End> end = new AtomicReference<>(); // who was first
    private long nextHeartbeat; // System.nanoTime()

    public EventStream(
            StreamClient client,
            Subscription subscription,
            FrameSink sink,
            Duration heartbeat,
            String version) {
        this.client = client;
        this.subscription = subscription;
        this.sink = sink;
        this.heartbeat = heartbeat;
        this.quiet = quiet(heartbeat);
        this.version = version;
        this.next = subscription.cursor();
    }

    /// Called on the connection's thread; returns when the client has left or the stream has ended,
    /// and its socket is closed.
    void run(StreamWriters writers) {
        writers.begin(this);
        sink.awaitClient();
        end.compareAndSet(
                null, End.LEFT); // said before its writer sees an end and thinks it is ours
        subscription.end();
        sink.disconnect();
        wakeWriter.run(); // so that it lets go of this stream
    }

    /// Has its writer woken by that from here on.
    void writtenBy(Runnable wake) {
        wakeWriter = wake;
    }

    /// Greets the client.
    Place begin() {
        return writing(
                () -> {
                    nextHeartbeat = System.nanoTime() + quiet;
                    sink.emit(
                            StreamEvents.hello(subscription.hello(), version, heartbeat), retry());
                    return Place.BEHIND;
                });
    }

    /// Writes what comes next, in one write at most unless a single message is larger.
    Place advance() {
        return writing(() -> deliver(subscription.next()));
    }

    /// Whether [#advance] would write, or find the end.
    boolean hasNext(long now) {
        return subscription.hasNext() || now - nextHeartbeat >= 0;
    }

    /// Whether [#advance] waits for nothing but its client. What fails here fails there again, and
    /// ends the stream: better on a thread of its own than on that of a group.
    boolean isNear() {
        try {
            return subscription.isNear();
        } catch (RuntimeException | Error _) {
            return false;
        }
    }

    /// Whether its client has not taken a write for so long.
    boolean hasWaited(Duration time) {
        return sink.hasWaited(time);
    }

    @Override
    public boolean hasWaitedTooLong() {
        return hasWaited(PATIENCE);
    }

    @Override
    public void giveUp() {
        end.compareAndSet(null, End.SLOW);
        sink.disconnect();
    }

    /// Why it has ended, once it has been run.
    End end() {
        return Objects.requireNonNullElse(end.get(), End.LEFT);
    }

    StreamState state() {
        long from = next;
        long behind = Math.max(0, subscription.newest() - from + 1);
        return new StreamState(
                client, subscription.placeBefore(from), from, behind, hasWaited(STALLED));
    }

    /// When the client must hear something, as of [System#nanoTime].
    long nextHeartbeat() {
        return nextHeartbeat;
    }

    @FunctionalInterface
    private interface Step {
        Place take() throws InterruptedException;
    }

    private Place writing(Step step) {
        try {
            return step.take();
        } catch (UncheckedIOException | IllegalStateException _) {
            // The client has left, or was disconnected: nobody is there to be told.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // An error too: it must not take the thread from the others of a group.
            end.compareAndSet(null, End.ERROR);
            sink.disconnect();
            LOGGER.log(WARNING, "a stream was ended", e); // its client may resume
        }
        sink.disconnect(); // ends the wait for the client
        return Place.ENDED;
    }

    private Place deliver(Delivery delivery) {
        switch (delivery) {
            case Frames frames when frames.count() > 0 -> write(frames);
            case Frames _, Delivery.Idle _ -> beat();
            case Delivery.Gap gap -> sink.emit(StreamEvents.gap(gap, subscription.place()));
            case Delivery.End _ -> {
                end.compareAndSet(null, End.SHUTDOWN);
                sink.emit(StreamEvents.bye(subscription.place(), "shutdown"));
                sink.close();
                sink.disconnect();
                return Place.ENDED;
            }
        }
        next = subscription.cursor();
        return subscription.hasNext() ? Place.BEHIND : Place.AT_HEAD;
    }

    private void write(Frames frames) {
        nextHeartbeat = System.nanoTime() + quiet;
        sink.write(frames.chunk());
    }

    /// Also while the filter lets nothing through: the heartbeat then tells how far it came.
    private void beat() {
        long now = System.nanoTime();
        if (now - nextHeartbeat < 0) return;
        nextHeartbeat = now + quiet;
        sink.emit(StreamEvents.heartbeat(subscription.place(), subscription.newest()));
    }

    private static long quiet(Duration heartbeat) {
        double early = SPREAD * ThreadLocalRandom.current().nextDouble();
        return (long) (heartbeat.toNanos() * (1 - early));
    }

    private static Duration retry() {
        return Duration.ofMillis(
                ThreadLocalRandom.current()
                        .nextLong(LEAST_RETRY.toMillis(), MOST_RETRY.toMillis()));
    }
}
