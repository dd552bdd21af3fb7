package heliograph.source.filetail;

import heliograph.source.Checkpoint;
import heliograph.source.Message;

import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/// What was read and is for the hub: one batch is on its way while the next gathers, so reading and
/// committing go on at the same time, and a hub that takes nothing stops the reading.
///
/// The reader's thread fills and delivers, the source's thread takes.
final class Outbox {
    private final SynchronousQueue<Delivery> delivery = new SynchronousQueue<>();
    private final int mostMessages;
    private Batch batch;

    /// What the source's thread gets from the reader.
    sealed interface Delivery {
        record Lines(Batch batch) implements Delivery {}

        /// The reader has ended, and why.
        record Failure(Throwable cause) implements Delivery {}
    }

    /// @param mostMessages of one batch
    Outbox(int mostMessages) {
        this.mostMessages = mostMessages;
        this.batch = new Batch(mostMessages);
    }

    void add(Message message) {
        batch.add(message);
    }

    void add(Checkpoint checkpoint) {
        batch.add(checkpoint);
    }

    void reached(TailedFile file) {
        reached(file.identity(), file.reached());
        batch.reached(file, file.reached().offset());
    }

    void reached(FileIdentity identity, FileCheckpoint reached) {
        batch.add(new Checkpoint(identity.part(), reached.text()));
    }

    void forget(FileIdentity identity) {
        batch.add(Checkpoint.forget(identity.part()));
    }

    boolean isFull() {
        return batch.isFull();
    }

    /// Gives what has gathered to the source's thread, and returns whether it took it in that time.
    boolean deliver(Duration patience) throws InterruptedException {
        if (batch.isEmpty()) return true;
        var lines = new Delivery.Lines(batch);
        if (!delivery.offer(lines, patience.toNanos(), TimeUnit.NANOSECONDS)) return false;
        batch = new Batch(mostMessages);
        return true;
    }

    void fail(Throwable cause) throws InterruptedException {
        delivery.put(new Delivery.Failure(cause));
    }

    /// The next delivery, waited for.
    Delivery take() throws InterruptedException {
        return delivery.take();
    }
}
