package heliograph.journal;

import heliograph.journal.Opening.Opened;
import heliograph.source.PublishFailed;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Keeps what was accepted: an append-only log in SQLite with one row for each commit.
///
/// ```
/// append ──▶ CommitQueue ──▶ JournalWriter ──fsync──▶ block | block | block     journal.db
///                                 └── committed ──▶ the listener, then the publishers
/// read ◀──────────────────────────────── JournalReaders ◀──┘
/// ```
///
/// Every method may be called from any thread. A virtual thread that waits here holds no carrier.
public final class Journal implements AutoCloseable {
    private final DirectoryLock lock;
    private final JournalReaders readers;
    private final JournalWriter writer;
    private final CommitQueue queue = new CommitQueue();
    private final Witness witness;
    private final Epochs epochs;
    private final Holes holes;
    private final JournalFile file;
    private volatile long oldest;
    private volatile long newest;
    private volatile CommitListener listener = blocks -> {};

    /// Opens a journal that keeps everything.
    ///
    /// @throws JournalException as the other
    public static Journal open(Path directory, InstantSource clock, PrometheusRegistry registry) {
        return open(JournalConfig.in(directory), clock, registry);
    }

    /// Opens the journal. What is damaged is told, kept beside it and left out.
    ///
    /// @throws JournalException when it cannot be opened, or another hub has it
    public static Journal open(
            JournalConfig config, InstantSource clock, PrometheusRegistry registry) {
        JournalFile file = JournalFile.in(config.directory());
        DirectoryLock lock = DirectoryLock.take(config.directory());
        try {
            JournalMetrics metrics = new JournalMetrics(registry);
            Retention retention = config.retention();
            Reserve reserve = Reserve.beside(file.path(), retention.sizeOfReserve());
            Opened opened = Opening.of(file, reserve, config.origin(), clock);
            try {
                Journal journal =
                        new Journal(file, lock, opened, retention, reserve, clock, metrics);
                journal.writer.start();
                return journal;
            } catch (SQLException | RuntimeException e) {
                opened.close();
                throw e;
            }
        } catch (SQLException e) {
            lock.close();
            throw new JournalException(
                    "cannot open " + file.path().toAbsolutePath() + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private Journal(
            JournalFile file,
            DirectoryLock lock,
            Opened opened,
            Retention retention,
            Reserve reserve,
            InstantSource clock,
            JournalMetrics metrics)
            throws SQLException {
        this.file = file;
        this.lock = lock;
        witness = opened.witness();
        epochs = opened.epochs();
        holes = opened.holes();
        oldest = opened.position().oldest();
        newest = opened.position().next() - 1;
        Forgetting forgetting =
                new Forgetting(
                        opened.connection(), retention, clock, metrics, kept -> oldest = kept);
        reserve.make();
        writer =
                new JournalWriter(
                        file, opened, queue, clock, forgetting, reserve, this::committed, metrics);
        readers = new JournalReaders(file); // last: who catches what fails here can close the rest
    }

    /// Who is told of each commit. To be set before the first append.
    public void listen(CommitListener listener) {
        this.listener = listener;
    }

    private void committed(List<Block> blocks) {
        newest = blocks.getLast().last();
        listener.committed(blocks);
    }

    /// Appends a batch and returns its first offset when it is on disk. Waits while the queue is
    /// full.
    ///
    /// @throws InterruptedException before the batch is queued, never after: then the flag is set
    /// @throws PublishFailed when it could not be written; nothing of it was
    public long append(Batch batch) throws InterruptedException {
        CompletableFuture<Long> committed = queue.put(batch);
        try {
            return committed.join();
        } catch (CompletionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new PublishFailed(String.valueOf(cause.getMessage()), cause);
        }
    }

    public Epochs epochs() {
        return epochs;
    }

    /// The oldest offset kept; one more than [#newest] when there is none.
    public long oldest() {
        return oldest;
    }

    /// The newest offset on disk; 0 when nothing ever was.
    public long newest() {
        return newest;
    }

    /// How many offsets from one on are known to have no entry any more.
    ///
    /// @param oldest the oldest kept, when that was looked up
    public long missing(long from, long oldest) {
        return Math.max(0, oldest - from) + holes.countFrom(Math.max(from, oldest));
    }

    /// The offset before which what is missing was forgotten on purpose. What is missing from there
    /// on is lost.
    public long floor() throws InterruptedException {
        return readers.floor();
    }

    /// Why nothing can be written, if so. Tries again when the last commit failed: whoever stopped
    /// sending because of it would not see otherwise that it is over.
    public Optional<String> failure() throws InterruptedException {
        if (!writer.trouble().isPresent()) return Optional.empty();
        try {
            append(Batch.EMPTY);
        } catch (PublishFailed _) {
            // The writer knows why.
        }
        return writer.trouble().why();
    }

    /// Waits while the journal cannot be written, and returns whether it is worth to try again: not
    /// when it is closed.
    public boolean awaitWritable() throws InterruptedException {
        return writer.trouble().awaitEnd();
    }

    /// The size of the journal's files, in bytes.
    public long bytesOnDisk() {
        return file.bytes();
    }

    /// The block that holds the offset, or else the first behind it, and those that follow: as many
    /// as have about so many bytes, and one at least. Empty when there is none.
    public List<Block> page(long offset, int bytes) throws InterruptedException {
        return readers.page(offset, bytes);
    }

    /// As [#page(long, int)], without those that begin behind `to`.
    public List<Block> page(long offset, long to, int bytes) throws InterruptedException {
        return readers.page(offset, to, bytes);
    }

    /// The block that holds the offset, or else the last before it, and those before that, newest
    /// first: down to `from`, but no more than have about so many bytes, and one at least.
    public List<Block> pageBack(long offset, long from, int bytes) throws InterruptedException {
        return readers.pageBack(offset, from, bytes);
    }

    /// The first offset that arrived then or later, or was lost and may have; the next one when
    /// nothing did.
    public long firstSince(Instant instant) throws InterruptedException {
        return readers.firstSince(instant, oldest, newest);
    }

    /// How far a source has read: part → value.
    public Map<String, String> checkpoints(SourceKey source) throws InterruptedException {
        return readers.read(connection -> CheckpointTable.read(connection, source));
    }

    /// How far the request under a key has come, unless that was too long ago.
    public Optional<Receipt> receipt(String source, String key, Instant now)
            throws InterruptedException {
        Instant since = now.minus(Receipt.KEPT);
        return readers.read(connection -> ReceiptTable.find(connection, source, key, since));
    }

    /// Writes what is queued, then closes. Later appends are refused.
    @Override
    public void close() {
        // The writer goes last: then SQLite empties its log, and gives back the room it takes.
        try (lock;
                witness;
                writer;
                readers) {
            queue.close();
        } catch (SQLException e) {
            throw new JournalException("the journal was not closed well: " + e.getMessage(), e);
        }
    }
}
