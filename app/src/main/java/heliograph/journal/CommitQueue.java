package heliograph.journal;

import heliograph.source.PublishFailed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Batches that wait for their commit, in the order in which they will be numbered. Bounded in
/// bytes: a full queue makes publishers wait, and that is the only back-pressure there is.
///
/// Publishers put from any thread, the writer's thread takes.
final class CommitQueue {
    private static final int CAPACITY = 16 << 20; // bytes

    /// From so many batches in one transaction on it is likely that their publishers waited for it,
    /// and will all be back.
    private static final int COMPANY = 4;

    /// How long it takes them to come back, at most: about as long as a commit.
    private static final Duration REGATHERING = Duration.ofNanos(500_000);

    /// A batch and its publisher's answer: the first offset, once it is on disk.
    record Pending(Batch batch, CompletableFuture<Long> committed) {}

    private final ReentrantLock order = new ReentrantLock(); // offset order is queue order
    private final Condition room = order.newCondition();
    private final Condition filled = order.newCondition();
    private final Queue<Pending> waiting = new ArrayDeque<>();
    private long bytes;
    private int wanted = 1; // so many wake the writer
    private int company; // batches in the last transaction
    private boolean closed;

    /// Queues a batch, as soon as there is room.
    ///
    /// @throws InterruptedException before it is queued, never after
    /// @throws PublishFailed when the journal is closing
    CompletableFuture<Long> put(Batch batch) throws InterruptedException {
        order.lockInterruptibly();
        try {
            while (bytes >= CAPACITY && !closed) room.await();
            if (closed) throw new PublishFailed("the hub is stopping");
            Pending pending = new Pending(batch, new CompletableFuture<>());
            waiting.add(pending);
            bytes += batch.bytes();
            if (waiting.size() >= wanted || bytes >= CAPACITY) filled.signal();
            return pending.committed;
        } finally {
            order.unlock();
        }
    }

    /// What has gathered, at least one batch and about `most` bytes; empty when nothing came in the
    /// time that was waited (for ever when it is empty), or will come.
    ///
    /// While one transaction is on its way to disk the next gathers. Only when several publishers
    /// got their answers at once, the first to be back waits for the others: else it would have a
    /// transaction, and each subscriber a write, to itself.
    List<Pending> take(int most, Optional<Duration> wait) {
        order.lock();
        try {
            if (wait.isEmpty()) awaitFilled();
            else await(1, wait.get());
            if (company >= COMPANY && !waiting.isEmpty()) await(company, REGATHERING);
            List<Pending> taken = new ArrayList<>();
            int size = 0;
            while (size < most) {
                Pending next = waiting.poll();
                if (next == null) break;
                taken.add(next);
                size += next.batch.bytes();
            }
            bytes -= size;
            company = taken.size();
            room.signalAll();
            return taken;
        } finally {
            order.unlock();
        }
    }

    private void awaitFilled() {
        while (waiting.isEmpty() && !closed) filled.awaitUninterruptibly();
    }

    private void await(int batches, Duration wait) {
        wanted = batches;
        long left = wait.toNanos();
        try {
            while (waiting.size() < batches && bytes < CAPACITY && !closed && left > 0) {
                left = filled.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            // Nobody interrupts the writer's thread, and it ends only when the queue is closed.
        }
        wanted = 1;
    }

    /// Whether nothing will come any more.
    boolean isDrained() {
        order.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            order.unlock();
        }
    }

    /// Refuses further batches; those that wait will still be taken.
    void close() {
        order.lock();
        try {
            closed = true;
            filled.signalAll();
            room.signalAll();
        } finally {
            order.unlock();
        }
    }
}
