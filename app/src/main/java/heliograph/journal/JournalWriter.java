package heliograph.journal;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import heliograph.journal.CommitQueue.Pending;
import heliograph.journal.Opening.Opened;
import heliograph.source.PublishFailed;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The one thread that writes: takes what has gathered, numbers it, commits it with an fsync, shows
/// it, and answers its publishers, in that order. A platform thread, because SQLite's calls are
/// native.
final class JournalWriter implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(JournalWriter.class.getName());
    private static final int GATHERED = 1 << 20; // bytes in one transaction, give or take a batch

    private final CommitQueue queue;
    private final JournalFile file;
    private final BlockTable table;
    private final ReceiptTable receipts;
    private final Witness witness;
    private final CommitListener listener;
    private final JournalMetrics metrics;
    private final Arrivals arrivals;
    private final Thread thread;
    private long next;
    private volatile Optional<String> failure = Optional.empty();

    /// Owns the connection from here on, not the witness.
    JournalWriter(
            JournalFile file,
            Opened opened,
            CommitQueue queue,
            InstantSource clock,
            CommitListener listener,
            JournalMetrics metrics)
            throws SQLException {
        this.queue = queue;
        this.file = file;
        this.table = new BlockTable(opened.connection());
        this.receipts = new ReceiptTable(opened.connection());
        this.witness = opened.witness();
        this.listener = listener;
        this.metrics = metrics;
        this.arrivals = new Arrivals(clock, opened.position().received());
        this.next = opened.position().next();
        this.thread = Thread.ofPlatform().name("journal-writer").unstarted(this::write);
    }

    void start() {
        thread.start();
    }

    /// Why the last commit failed, if it did.
    Optional<String> failure() {
        return failure;
    }

    private void write() {
        List<Pending> gathered = queue.take(GATHERED);
        while (!gathered.isEmpty()) {
            commit(gathered);
            gathered = queue.take(GATHERED);
        }
    }

    /// Nothing that fails here may end the thread that everybody's messages go through.
    private void commit(List<Pending> gathered) {
        List<Long> firsts = new ArrayList<>(gathered.size());
        List<Block> blocks;
        try (var _ = metrics.timeCommit()) {
            blocks = assemble(gathered, firsts);
            if (failure.isPresent()) table.tryOut(next);
            List<Batch> batches = gathered.stream().map(Pending::batch).toList();
            receipts.keep(batches, arrivals.last());
            table.commit(blocks, batches);
        } catch (SQLException | RuntimeException | OutOfMemoryError e) {
            fail(gathered, e);
            return;
        }
        succeed(blocks);
        for (int i = 0; i < firsts.size(); i++) gathered.get(i).committed().complete(firsts.get(i));
    }

    private List<Block> assemble(List<Pending> gathered, List<Long> firsts) {
        byte[] stamp = arrivals.next();
        BlockAssembler assembler = new BlockAssembler(next, arrivals.last());
        for (Pending pending : gathered) {
            pending.batch().stamp(stamp);
            long first = assembler.add(pending.batch());
            pending.batch().number(first);
            firsts.add(first);
        }
        return assembler.blocks();
    }

    private void succeed(List<Block> blocks) {
        if (failure.isPresent()) LOGGER.log(INFO, "the journal takes messages again");
        failure = Optional.empty();
        if (blocks.isEmpty()) return; // only checkpoints or a receipt
        next = blocks.getLast().last() + 1;
        witness.tell(next - 1);
        metrics.committed(blocks);
        show(blocks);
    }

    /// What a listener did not see, subscribers read from the journal.
    private void show(List<Block> blocks) {
        try {
            listener.committed(blocks);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOGGER.log(ERROR, "offsets from " + blocks.getFirst().first() + " were not shown", e);
        }
    }

    private void fail(List<Pending> gathered, Throwable e) {
        String why = "the journal cannot be written: " + e.getMessage();
        if (e instanceof SQLException sql && Damage.isIn(sql)) {
            Salvage.ask(file);
            why += "; journal.db is damaged. Restart the hub: it saves what can be read";
        }
        if (failure.isEmpty()) LOGGER.log(WARNING, why);
        failure = Optional.of(why);
        table.rollback();
        for (Pending pending : gathered) {
            pending.committed().completeExceptionally(new PublishFailed(why, e));
        }
    }

    /// Writes what still waits in the queue, then ends.
    @Override
    public void close() throws SQLException {
        queue.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true; // what was accepted is written first
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
        receipts.close();
        table.close();
    }
}
