package heliograph.stream;

import io.helidon.http.sse.SseEvent;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A stream that asks once a second what there is to tell, until its client leaves or it is to end.
///
/// The connection's own thread [#run]s it, and waits for the client to leave; a virtual thread
/// writes.
public final class TickingStream implements StalledClients.Waiting {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10); // for one write

    private final FrameSink sink;
    private final Supplier<Optional<SseEvent>> next;
    private final Duration heartbeat;
    private final CountDownLatch end;

    /// @param next asked at once, and then at each tick
    /// @param heartbeat how long the client may hear nothing
    /// @param end when it is open, the hub stops
    public TickingStream(
            FrameSink sink,
            Supplier<Optional<SseEvent>> next,
            Duration heartbeat,
            CountDownLatch end) {
        this.sink = sink;
        this.next = next;
        this.heartbeat = heartbeat;
        this.end = end;
    }

    /// Returns when it has ended, and its socket is closed.
    public void run() {
        Thread writer = Thread.ofVirtual().name("board-writer").start(this::write);
        sink.awaitClient();
        writer.interrupt();
        sink.disconnect();
    }

    private void write() {
        try {
            long lastWrite = System.nanoTime();
            Duration retry = Duration.ofMillis(ThreadLocalRandom.current().nextLong(1000, 3000));
            next.get().ifPresent(first -> sink.emit(first, retry));
            while (!end.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                boolean isQuiet = System.nanoTime() - lastWrite >= heartbeat.toNanos();
                Optional<SseEvent> event =
                        next.get()
                                .or(
                                        () ->
                                                isQuiet
                                                        ? Optional.of(event("heartbeat", "{}"))
                                                        : Optional.empty());
                if (event.isEmpty()) continue;
                sink.emit(event.get());
                lastWrite = System.nanoTime();
            }
            sink.emit(event("bye", "{\"reason\":\"shutdown\"}"));
            sink.close();
        } catch (UncheckedIOException | IllegalStateException _) {
            // The client has left, or was disconnected.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            sink.disconnect(); // ends the wait for the client, whatever happened
        }
    }

    private static SseEvent event(String name, String data) {
        return SseEvent.builder().name(name).data(data).build();
    }

    @Override
    public boolean hasWaitedTooLong() {
        return sink.hasWaited(PATIENCE);
    }

    @Override
    public void giveUp() {
        sink.disconnect();
    }
}
