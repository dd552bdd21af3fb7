package heliograph.runner;

import heliograph.journal.Accepted;
import heliograph.journal.Receipt;
import heliograph.source.Checkpoint;
import heliograph.source.Message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Publishes what a request under a key says, unless an earlier try did. Every commit brings the
/// request's receipt along, so nothing is published twice, whenever the hub is killed.
///
/// ```
/// the first try    1 2 3 4 ✗          receipt: 4 messages, 211 bytes, digest of these
/// the same again   1 2 3 4 5 6 7      the digest fits: 4 are skipped, the others are published
/// ```
/// What a source publishes is told by its request, so counting finds the place: it need not be cut
/// into the same batches, since reads come as the network likes.
final class IdempotentOutlet implements Outlet {
    private final Station station;
    private final SourceStatus status;
    private final String key;
    private final RecordedBody body;
    private final Optional<Receipt> earlier;
    private final ReentrantLock order = new ReentrantLock(); // the receipt counts what is on disk
    private volatile Optional<Receipt> receipt;
    private long told; // messages that the source has published in this try

    /// @param earlier how far the tries before this one came
    IdempotentOutlet(
            Station station,
            SourceStatus status,
            String key,
            RecordedBody body,
            Optional<Receipt> earlier) {
        this.station = station;
        this.status = status;
        this.key = key;
        this.body = body;
        this.earlier = earlier;
        this.receipt = earlier;
    }

    @Override
    public long publish(List<Message> batch, List<Checkpoint> checkpoints)
            throws InterruptedException {
        order.lockInterruptibly();
        try {
            int known = (int) Math.min(batch.size(), Math.max(0, known() - told));
            long first = known == 0 ? 0 : accepted().offsetOf(told);
            if (known < batch.size() || !isRepeat()) {
                long offset = commit(batch.subList(known, batch.size()), checkpoints);
                if (known == 0) first = offset;
            }
            told += batch.size();
            return first;
        } finally {
            order.unlock();
        }
    }

    /// How many messages earlier tries brought.
    private long known() {
        return earlier.map(before -> before.accepted().count()).orElse(0L);
    }

    /// Whether all that has been told was told before: its checkpoints may be overtaken.
    private boolean isRepeat() {
        return told < known() || earlier.map(Receipt::whole).orElse(false);
    }

    private long commit(List<Message> batch, List<Checkpoint> checkpoints)
            throws InterruptedException {
        confirm();
        Receipt before = body.receipt(key, accepted());
        long offset =
                station.broadcaster()
                        .publish(status.key(), batch, checkpoints, Optional.of(before));
        receipt = Optional.of(before.and(offset, batch.size()));
        if (!batch.isEmpty()) status.published(batch, offset);
        return offset;
    }

    private void confirm() {
        try {
            body.confirm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The source has said everything: a longer body is another one from here on. When that was
    /// nothing, the key stays free.
    void finish() throws IOException, InterruptedException {
        body.readToEnd();
        if (receipt.isPresent()) keepReceipt();
    }

    /// The source refuses the rest. When it took a part, a body that differs in what was read must
    /// not go on behind it: how much of it a commit covers, the network decides.
    void refuse() throws IOException, InterruptedException {
        if (receipt.isEmpty()) return;
        body.confirm();
        keepReceipt();
    }

    private void keepReceipt() throws InterruptedException {
        order.lockInterruptibly();
        try {
            if (receipt.equals(Optional.of(body.receipt(key, accepted())))) return;
            commit(List.of(), List.of());
        } finally {
            order.unlock();
        }
    }

    @Override
    public Accepted accepted() {
        return receipt.map(Receipt::accepted).orElse(Accepted.NOTHING);
    }
}
