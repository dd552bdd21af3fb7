package heliograph.broadcast;

import heliograph.broadcast.Delivery.End;
import heliograph.broadcast.Delivery.Gap;
import heliograph.broadcast.Delivery.Idle;
import heliograph.journal.EntryId;
import heliograph.query.Filter;

import java.util.Optional;

/// What one subscriber holds: a cursor over the log, never a queue. Replay, live, slow and resumed
/// are the same loop.
///
/// Owned by one thread at a time, which alone calls [#next]. [#end] and [#close] may come from any
/// thread.
public final class Subscription implements AutoCloseable {
    private static final Delivery IDLE = new Idle();

    private final Broadcaster broadcaster;
    private final Tail tail;
    private final View view;
    private final Filter filter;
    private final Lag lag;
    private final Hello hello;
    private Optional<Gap> firstGap;
    private boolean maySkip; // not in a past that it asked for
    private volatile long cursor; // the next offset
    private volatile long last = Long.MAX_VALUE; // the offset with which it ends

    Subscription(Broadcaster broadcaster, View view, Filter filter, Lag lag, Beginning beginning) {
        this.broadcaster = broadcaster;
        this.tail = broadcaster.tail();
        this.view = view;
        this.filter = filter;
        this.lag = lag;
        this.hello = beginning.hello();
        this.firstGap = beginning.firstGap();
        this.maySkip = beginning.goesOn();
        this.cursor = hello.before().offset() + 1;
    }

    public Hello hello() {
        return hello;
    }

    Filter filter() {
        return filter;
    }

    /// The next offset it will look at; all before it was delivered, told as a gap or filtered out.
    public long cursor() {
        return cursor;
    }

    /// The id from which a subscriber that stops here must resume.
    public EntryId place() {
        return placeBefore(cursor);
    }

    /// The id from which a subscriber must resume that has got what is before an offset.
    public EntryId placeBefore(long offset) {
        return broadcaster.idOf(offset - 1);
    }

    /// The newest offset there is for subscribers.
    public long newest() {
        return tail.newest();
    }

    /// Whether [#next] has more to tell than that there is nothing newer.
    public boolean hasNext() {
        return isEnding() || firstGap.isPresent() || cursor <= tail.newest();
    }

    /// Whether what comes next is in memory: to take it, nobody waits for a disk.
    public boolean isNear() {
        return isEnding() || cursor > tail.newest() || view.at(cursor).isPresent();
    }

    private boolean isEnding() {
        return last != Long.MAX_VALUE;
    }

    /// What comes next, as much as makes one write; [Idle] when there is nothing newer. Frames of
    /// which the filter leaves none move the cursor nevertheless.
    ///
    /// @throws InterruptedException when interrupted while it reads the journal
    public Delivery next() throws InterruptedException {
        Delivery delivery = upcoming();
        switch (delivery) {
            case Frames frames -> cursor = frames.last() + 1;
            case Gap gap -> cursor = gap.to() + 1;
            case Idle _, End _ -> {}
        }
        return delivery;
    }

    private Delivery upcoming() throws InterruptedException {
        if (firstGap.isPresent()) {
            Gap gap = firstGap.get();
            firstGap = Optional.empty();
            return gap;
        }
        if (isEnding()) return remaining();
        if (cursor > tail.newest()) {
            maySkip = true;
            return IDLE;
        }
        if (lag == Lag.SKIP && maySkip && broadcaster.beginnings().isFar(cursor)) {
            return new Gap(cursor, tail.newest(), Gap.Reason.SLOW);
        }
        Optional<Frames> held = view.at(cursor);
        return held.isPresent() ? held.get() : replayed();
    }

    /// What was there when it ended, as far as it is in memory: a hub that stops reads no more.
    private Delivery remaining() {
        if (cursor > last) return new End();
        Optional<Frames> held = view.at(cursor);
        return held.isPresent() ? held.get() : new End();
    }

    private Delivery replayed() throws InterruptedException {
        Delivery delivery = broadcaster.replay().at(cursor, tail.newest());
        return delivery instanceof Frames frames ? view.gather(frames, cursor) : delivery;
    }

    /// Lets it take what is there and in memory, then the end. Does not wake whoever writes for it.
    public void end() {
        last = Math.min(last, tail.newest());
    }

    @Override
    public void close() {
        broadcaster.forget(this);
    }
}
