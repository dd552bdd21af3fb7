package heliograph.journal;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import heliograph.journal.CommitQueue.Pending;
import heliograph.journal.Opening.Opened;
import heliograph.source.PublishFailed;

import org.sqlite.SQLiteErrorCode;

import java.sql.SQLException;
import java.time.Duration;
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

    private static final int KIND_OF_ERROR = 0xff; // the rest says more precisely what it is

    /// How soon it is tried again to write, also when nobody posts.
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final CommitQueue queue;
    private final JournalFile file;
    private final BlockTable table;
    private final Forgetting forgetting;
    private final Reserve reserve;
    private final ReceiptTable receipts;
    private final Witness witness;
    private final CommitListener listener;
    private final JournalMetrics metrics;
    private final Arrivals arrivals;
    private final Thread thread;
    private final Trouble trouble = new Trouble();
    private long next;

    /// Owns the connection, and what forgets in its transactions, from here on; not the witness.
    JournalWriter(
            JournalFile file,
            Opened opened,
            CommitQueue queue,
            InstantSource clock,
            Forgetting forgetting,
            Reserve reserve,
            CommitListener listener,
            JournalMetrics metrics)
            throws SQLException {
        this.queue = queue;
        this.file = file;
        this.table = new BlockTable(opened.connection());
        this.forgetting = forgetting;
        this.reserve = reserve;
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

    /// Whether the last commit failed, and why.
    Trouble trouble() {
        return trouble;
    }

    private void write() {
        while (!queue.isDrained()) {
            List<Pending> gathered = queue.take(GATHERED, rest());
            // In trouble, also without a batch: it may be over.
            if (!gathered.isEmpty() || trouble.isPresent()) commit(gathered);
            else forget();
        }
    }

    private Optional<Duration> rest() {
        if (trouble.isPresent() || reserve.isGivenUp()) return Optional.of(TRY_AGAIN);
        return forgetting.rest();
    }

    /// A turn of its own, as nobody writes.
    private void forget() {
        reserve.restore();
        try {
            forgetting.turn(next - 1, List.of());
            table.commit(List.of(), List.of());
        } catch (SQLException | RuntimeException | OutOfMemoryError e) {
            if (e instanceof SQLException error && isOfDisk(error)) fail(List.of(), e);
            else keepOn(e);
            return;
        }
        forgetting.done();
    }

    private void forgetFor(List<Block> blocks) {
        try {
            forgetting.turn(next - 1, blocks);
        } catch (SQLException | RuntimeException e) {
            keepOn(e);
        }
    }

    /// What cannot be forgotten must not keep others from writing.
    private void keepOn(Throwable e) {
        if (e instanceof SQLException sql && Damage.isIn(sql)) Salvage.ask(file);
        table.rollback();
        forgetting.failed(e);
    }

    /// Nothing that fails here may end the thread that everybody's messages go through.
    private void commit(List<Pending> gathered) {
        List<Long> firsts = new ArrayList<>(gathered.size());
        List<Block> blocks;
        try (var _ = metrics.timeCommit()) {
            blocks = assemble(gathered, firsts);
            if (trouble.isPresent()) recover();
            forgetFor(blocks);
            List<Batch> batches = gathered.stream().map(Pending::batch).toList();
            receipts.keep(batches, arrivals.last());
            table.commit(blocks, batches);
        } catch (SQLException | RuntimeException | OutOfMemoryError e) {
            fail(gathered, e);
            return;
        }
        forgetting.done();
        succeed(blocks);
        for (int i = 0; i < firsts.size(); i++) gathered.get(i).committed().complete(firsts.get(i));
    }

    /// Makes room on a full disk, and sees whether it is enough. What the reserve left is not for
    /// messages: the next time, nothing could be forgotten any more.
    ///
    /// @throws SQLException when nothing can be written yet
    private void recover() throws SQLException {
        forgetting.tryAgain();
        forget();
        table.emptyLog();
        if (reserve.isGivenUp() && forgetting.freeBytes() < reserve.size()) {
            throw new SQLException(
                    "the disk is full; it goes on by itself when %d MiB are free"
                            .formatted(Math.ceilDiv(reserve.wanted(), 1 << 20)));
        }
        table.tryOut(next);
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
        if (trouble.isPresent()) LOGGER.log(INFO, "the journal takes messages again");
        trouble.end();
        if (reserve.isGivenUp()) saveRoom();
        if (blocks.isEmpty()) return; // only checkpoints or a receipt
        next = blocks.getLast().last() + 1;
        witness.tell(next - 1);
        metrics.committed(blocks);
        show(blocks);
    }

    /// The log must not grow into what is left.
    private void saveRoom() {
        table.emptyLog();
        reserve.restore();
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
        if (!trouble.isPresent()) LOGGER.log(WARNING, why);
        trouble.begin(why);
        table.rollback();
        forgetting.undone();
        if (e instanceof SQLException error && isOfDisk(error)) reserve.giveUp();
        for (Pending pending : gathered) {
            pending.committed().completeExceptionally(new PublishFailed(why, e));
        }
    }

    private static boolean isOfDisk(SQLException e) {
        int kind = e.getErrorCode() & KIND_OF_ERROR;
        return kind == SQLiteErrorCode.SQLITE_FULL.code
                || kind == SQLiteErrorCode.SQLITE_IOERR.code;
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
        trouble.close();
        forgetting.close();
        receipts.close();
        table.close();
    }
}
