package heliograph.broadcast;

import heliograph.broadcast.Delivery.End;
import heliograph.broadcast.Delivery.Gap;
import heliograph.broadcast.Delivery.Idle;
import heliograph.journal.EntryId;
import heliograph.query.Filter;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// What one subscriber holds: a cursor over the log, never a queue. Replay, live, slow and resumed
/// are the same loop.
///
/// Owned by the subscriber's thread, which alone calls [#next]. [#end] and [#close] may come from
/// any thread.
public final class Subscription implements AutoCloseable {
    private final Broadcaster broadcaster;
    private final Tail tail;
    private final Replay replay;
    private final Filter filter;
    private final Hello hello;
    private Optional<Gap> firstGap;
    private volatile long cursor; // the next offset
    private volatile boolean ended;
    private volatile @Nullable Thread waiting;

    Subscription(Broadcaster broadcaster, Filter filter, Hello hello, Optional<Gap> firstGap) {
        this.broadcaster = broadcaster;
        this.tail = broadcaster.tail();
        this.replay = broadcaster.replay();
        this.filter = filter;
        this.hello = hello;
        this.firstGap = firstGap;
        this.cursor = hello.before().offset() + 1;
    }

    public Hello hello() {
        return hello;
    }

    /// The next offset it will look at; all before it was delivered, told as a gap or filtered out.
    long cursor() {
        return cursor;
    }

    /// The id from which a subscriber that stops here must resume.
    public EntryId place() {
        return broadcaster.idOf(cursor - 1);
    }

    /// The newest offset there is for subscribers.
    public long newest() {
        return tail.newest();
    }

    /// What comes next, waited for.
    ///
    /// @throws InterruptedException when interrupted while it waits
    public Delivery next(Duration wait) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        if (firstGap.isPresent()) return takeFirstGap();
        while (!ended) {
            if (cursor <= tail.newest()) {
                Delivery delivery = read();
                if (!(delivery instanceof Frames frames) || frames.count() > 0) return delivery;
            } else {
                awaitNewer(deadline);
            }
            // Also after frames that the filter emptied: a heartbeat then tells how far it came.
            if (System.nanoTime() - deadline >= 0) return new Idle();
        }
        return new End();
    }

    private Delivery takeFirstGap() {
        Gap gap = firstGap.orElseThrow();
        firstGap = Optional.empty();
        cursor = gap.to() + 1;
        return gap;
    }

    private Delivery read() throws InterruptedException {
        Optional<Frames> held = tail.at(cursor);
        Delivery delivery = held.isPresent() ? held.get() : replay.at(cursor, tail.newest());
        return switch (delivery) {
            case Frames frames -> gather(frames);
            case Gap gap -> {
                cursor = gap.to() + 1;
                yield gap;
            }
            case Idle idle -> idle;
            case End end -> end;
        };
    }

    /// At the head these are the very frames that everybody shares; behind it, as many as make one
    /// write.
    private Frames gather(Frames first) {
        List<Frames> parts = new ArrayList<>(1);
        Frames part = broadcaster.narrowed(first.from(cursor), filter);
        int bytes = 0;
        while (true) {
            parts.add(part);
            bytes += part.bytes();
            cursor = part.last() + 1;
            Optional<Frames> next = tail.at(cursor);
            if (next.isEmpty()) break;
            // What was replayed may end where nothing of the tail begins.
            part = broadcaster.narrowed(next.get().from(cursor), filter);
            if (bytes + part.bytes() > FrameEncoder.WRITE_SIZE) break;
        }
        return Frames.joined(parts);
    }

    private void awaitNewer(long deadline) throws InterruptedException {
        waiting = Thread.currentThread();
        try {
            while (cursor > tail.newest() && !ended) {
                long left = deadline - System.nanoTime();
                if (left <= 0) return;
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) throw new InterruptedException();
            }
        } finally {
            waiting = null;
        }
    }

    /// There is something newer, or an end.
    void wake() {
        Thread thread = waiting;
        if (thread != null) LockSupport.unpark(thread);
    }

    /// The next delivery will be the end.
    public void end() {
        ended = true;
        wake();
    }

    @Override
    public void close() {
        broadcaster.forget(this);
    }
}
