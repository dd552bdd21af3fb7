package heliograph.broadcast;

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
    private final Beginnings beginnings;
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
        this.beginnings = new Beginnings(journal, tail);
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
    public Subscription subscribe(Start start, Filter filter, Lag lag) throws InterruptedException {
        Beginning beginning = beginnings.of(start);
        Subscription subscription =
                new Subscription(this, views.enter(filter), filter, lag, beginning);
        subscriptions.add(subscription);
        if (ended) subscription.end();
        return subscription;
    }

    /// The id of an offset.
    public EntryId idOf(long offset) {
        return journal.epochs().idOf(offset);
    }

    /// The newest offset that is shown.
    public long newest() {
        return tail.newest();
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

    Beginnings beginnings() {
        return beginnings;
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
