package heliograph.broadcast;

import heliograph.broadcast.Delivery.Gap;
import heliograph.journal.Block;
import heliograph.journal.EntryId;
import heliograph.journal.Journal;
import heliograph.journal.Receipt;
import heliograph.journal.SourceKey;
import heliograph.query.Filter;
import heliograph.source.Checkpoint;
import heliograph.source.Message;
import heliograph.source.MessageTooLarge;
import heliograph.source.PublishFailed;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Orders messages by giving them to the journal, and shows to every subscription what the journal
/// has committed.
///
/// ```
/// publish ─▶ EntryEncoder ─▶ Journal.append ─▶ (commit) ─▶ FrameEncoder ─▶ Tail ─▶ Subscription
/// ```
/// Safe from any thread.
public final class Broadcaster {
    private final Journal journal;
    private final long maxMessage;
    private final Tail tail;
    private final Replay replay;
    private final Views views;
    private final Counter published;
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock(); // only to wait for the last to leave
    private final Condition allClosed = lock.newCondition();
    private volatile boolean ended;

    /// @param maxMessage the largest message taken, in bytes of JSON
    public Broadcaster(Journal journal, long maxMessage, PrometheusRegistry registry) {
        this.journal = journal;
        this.maxMessage = maxMessage;
        this.tail = new Tail(journal.newest());
        this.replay = new Replay(journal);
        this.views = new Views(tail);
        this.published =
                Counter.builder()
                        .name("heliograph_messages_total")
                        .help("Messages published, by source.")
                        .labelNames("source")
                        .register(registry);
        GaugeWithCallback.builder()
                .name("heliograph_subscribers")
                .help("Open streams.")
                .callback(callback -> callback.call(subscriptions.size()))
                .register(registry);
        journal.listen(this::show);
    }

    /// Publishes all or nothing and returns the first offset. Everything is on disk and on its way
    /// to every subscriber when this returns.
    ///
    /// @throws MessageTooLarge when one is larger than the hub keeps
    /// @throws PublishFailed when it could not be written; nothing was published
    /// @throws InterruptedException before the batch is queued, never after: then the flag is set
    public long publish(SourceKey source, List<Message> messages, List<Checkpoint> checkpoints)
            throws InterruptedException {
        return publish(source, messages, checkpoints, Optional.empty());
    }

    /// Publishes a part of a request that has a key, and in the same transaction its receipt.
    ///
    /// @param receipt as it is without these messages
    public long publish(
            SourceKey source,
            List<Message> messages,
            List<Checkpoint> checkpoints,
            Optional<Receipt> receipt)
            throws InterruptedException {
        for (Message message : messages) {
            int size = message.json().length;
            if (size > maxMessage) throw new MessageTooLarge(size, maxMessage);
        }
        long first = journal.append(EntryEncoder.encode(source, messages, checkpoints, receipt));
        published.labelValues(source.name()).inc(messages.size());
        return first;
    }

    /// Called by the journal's writer, in offset order.
    private void show(List<Block> blocks) {
        tail.add(FrameEncoder.encode(blocks, journal.epochs()));
        wakeAll();
    }

    private void wakeAll() {
        waiting.forEach(Runnable::run);
    }

    /// From now on, has somebody woken whenever there is something newer, or an end.
    ///
    /// @param wake is called by the journal's writer: it must be quick
    public void wake(Runnable wake) {
        waiting.add(wake);
    }

    /// No longer has somebody woken.
    public void letSleep(Runnable wake) {
        waiting.remove(wake);
    }

    /// Begins a subscription. Whoever takes it closes it.
    public Subscription subscribe(Start start, Filter filter) throws InterruptedException {
        long newest = tail.newest();
        Subscription subscription =
                switch (start) {
                    case Start.Newest _ -> beginAt(newest + 1, filter);
                    case Start.Since since -> beginAt(journal.firstSince(since.instant()), filter);
                    case Start.At at -> beginAt(at.offset(), filter);
                    case Start.After after -> resume(after.id(), newest, filter);
                };
        subscriptions.add(subscription);
        if (ended) subscription.end();
        return subscription;
    }

    private Subscription beginAt(long cursor, Filter filter) {
        Hello hello = hello(cursor, false, OptionalLong.of(0));
        return begin(filter, hello, Optional.empty());
    }

    private Subscription resume(Optional<EntryId> id, long newest, Filter filter)
            throws InterruptedException {
        if (id.isPresent() && journal.epochs().contain(id.get(), newest)) {
            long cursor = id.get().offset() + 1;
            long oldest = journal.oldest();
            OptionalLong missed = OptionalLong.of(journal.missing(cursor, oldest));
            Hello hello = hello(cursor, true, missed);
            return begin(filter, hello, forgotten(cursor, oldest));
        }
        long oldest = journal.oldest();
        Gap otherStory = new Gap(0, oldest - 1, Gap.Reason.EPOCH);
        Hello hello = hello(oldest, false, OptionalLong.empty());
        return begin(filter, hello, Optional.of(otherStory));
    }

    private Subscription begin(Filter filter, Hello hello, Optional<Gap> firstGap) {
        return new Subscription(this, views.enter(filter), filter, hello, firstGap);
    }

    /// What is forgotten may still be in memory: what hello counts as missed is a gap.
    private Optional<Gap> forgotten(long cursor, long oldest) throws InterruptedException {
        long kept = Math.min(oldest, journal.floor());
        return cursor < kept
                ? Optional.of(new Gap(cursor, kept - 1, Gap.Reason.EXPIRED))
                : Optional.empty();
    }

    private Hello hello(long cursor, boolean resumed, OptionalLong missed) {
        return new Hello(
                idOf(cursor - 1),
                journal.epochs().current(),
                journal.oldest(),
                tail.newest(),
                resumed,
                missed);
    }

    /// The id of an offset.
    public EntryId idOf(long offset) {
        return journal.epochs().idOf(offset);
    }

    public int subscribers() {
        return subscriptions.size();
    }

    /// Ends every stream, those that begin later too.
    public void endAll() {
        ended = true;
        subscriptions.forEach(Subscription::end);
        wakeAll();
    }

    /// Returns when every subscription is closed, or the time is over.
    ///
    /// @param deadline as of [System#nanoTime]
    public void awaitNoSubscribers(long deadline) {
        lock.lock();
        try {
            long left = deadline - System.nanoTime();
            while (!subscriptions.isEmpty() && left > 0) left = allClosed.awaitNanos(left);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // whoever stops the hub wants it to go on
        } finally {
            lock.unlock();
        }
    }

    Tail tail() {
        return tail;
    }

    Replay replay() {
        return replay;
    }

    void forget(Subscription subscription) {
        if (subscriptions.remove(subscription)) views.leave(subscription.filter());
        if (!ended || !subscriptions.isEmpty()) return;
        lock.lock();
        try {
            allClosed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
