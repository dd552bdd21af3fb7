package heliograph.journal;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.journal.Retention.Reason;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Forgets the oldest blocks that are over a limit: a few with each commit, in its transaction, and
/// a few at a time while nobody writes. Used by the writer's thread.
///
/// ```
/// turn      delete the oldest, raise the floor      in the transaction that is open
/// done      tell that they are gone                 when it is on disk
/// undone    nothing happened                        when it was rolled back
/// ```
/// A turn comes before what is inserted, which so takes the pages that it frees: the file does not
/// grow. It forgets at least twice what comes in, so that it catches up whoever is publishing, and
/// not much more, so that nobody waits for it.
final class Forgetting implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Forgetting.class.getName());
    private static final long LEAST_BYTES = 256 << 10; // in one turn, when so many are due
    private static final int LEAST_BLOCKS = 64; // in one turn, when so many are due

    /// How soon it is noticed that something has become too old.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

    private final OldBlocks table;
    private final Retention retention;
    private final InstantSource clock;
    private final JournalMetrics metrics;
    private final LongConsumer oldestMoved;
    private final Deque<OldBlock> oldest = new ArrayDeque<>();
    private final Map<Reason, Long> forgotten = new EnumMap<>(Reason.class); // in this turn
    private long read; // up to this offset they were read; those in the queue are the last of them
    private long kept; // the oldest that this turn keeps
    private long room = -1; // bytes that can certainly be used before one must look again
    private boolean behind = true; // more is due than the last turn could forget
    private boolean failing;
    private long tryAgain; // as of System.nanoTime

    /// @param oldestMoved is told the oldest offset kept, once what was before it is forgotten
    Forgetting(
            Connection connection,
            Retention retention,
            InstantSource clock,
            JournalMetrics metrics,
            LongConsumer oldestMoved)
            throws SQLException {
        this.retention = retention;
        this.clock = clock;
        this.metrics = metrics;
        this.oldestMoved = oldestMoved;
        this.table = new OldBlocks(connection);
        limitLog(connection);
    }

    /// Rarely emptied: each time stops the commits for two more fsyncs.
    private void limitLog(Connection connection) throws SQLException {
        long pages = retention.sizeOfLogUntilEmptied() / table.pageSize();
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_size_limit=" + retention.sizeOfLog());
            statement.execute("pragma wal_autocheckpoint=" + pages);
        }
        connection.commit();
    }

    /// Forgets what is due, for blocks that the same transaction will insert.
    void turn(long newest, List<Block> incoming) throws SQLException {
        if (retention.equals(Retention.UNLIMITED)) behind = false;
        if (retention.equals(Retention.UNLIMITED) || isPausing()) return;
        long bytes = 0;
        long entries = 0;
        for (Block block : incoming) {
            bytes += block.body().length + 2 * table.pageSize();
            entries += block.count();
        }
        table.lock();
        look(bytes);
        forget(newest, entries, 2 * bytes);
    }

    /// Whether the database is about to be too large is looked up only when it may be.
    private void look(long incoming) throws SQLException {
        if (retention.size().isEmpty()) return;
        room -= 2 * incoming;
        if (room < 0) room = retention.sizeOfDatabase() - table.usedBytes() - incoming;
    }

    private void forget(long newest, long incoming, long leastBytes) throws SQLException {
        Instant now = clock.instant();
        long bytes = 0;
        long entries = 0;
        int blocks = 0;
        long last = 0;
        while (true) {
            Optional<OldBlock> next = oldest(incoming > 0);
            if (next.isEmpty()) {
                behind = false;
                break;
            }
            OldBlock block = next.get();
            Optional<Reason> reason = retention.reasonToForget(block, now, room, newest + incoming);
            behind = reason.isPresent();
            if (reason.isEmpty()) break;
            boolean enough = bytes >= leastBytes && entries >= 2 * incoming;
            if (enough && (bytes >= LEAST_BYTES || blocks >= LEAST_BLOCKS)) break;
            oldest.remove();
            forgotten.merge(reason.get(), (long) block.count(), Long::sum);
            bytes += block.bytes();
            room += block.bytes();
            entries += block.count();
            blocks++;
            last = block.first();
        }
        if (blocks > 0) kept = table.deleteUpTo(last, newest + 1);
    }

    /// @param newestToo whether the newest may be forgotten, as there will be a newer one
    private Optional<OldBlock> oldest(boolean newestToo) throws SQLException {
        if (oldest.isEmpty()) {
            oldest.addAll(table.behind(read, newestToo));
            if (!oldest.isEmpty()) read = oldest.getLast().first();
        }
        return Optional.ofNullable(oldest.peek());
    }

    /// The transaction is on disk.
    void done() {
        failing = failing && isPausing();
        if (forgotten.isEmpty()) return;
        oldestMoved.accept(kept);
        forgotten.forEach(metrics::forgotten);
        forgotten.clear();
    }

    /// The transaction was rolled back.
    void undone() {
        forgotten.clear();
        oldest.clear();
        read = 0;
        room = -1;
        behind = true;
    }

    /// A turn could not be taken, and was rolled back: it is not tried again for a while.
    void failed(Throwable e) {
        if (!failing) {
            LOGGER.log(WARNING, "what is over its limits cannot be forgotten: " + e.getMessage());
        }
        failing = true;
        tryAgain = System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos();
        undone();
    }

    /// Something has changed: the next turn is taken, whatever happened to the last.
    void tryAgain() {
        failing = false;
    }

    /// What can be written without a larger file, in bytes.
    long freeBytes() throws SQLException {
        return table.freeBytes();
    }

    private boolean isPausing() {
        return failing && System.nanoTime() - tryAgain < 0;
    }

    /// How long nobody needs to take a turn; empty when until the next commit.
    Optional<Duration> rest() {
        if (failing) return Optional.of(LOOK_AGAIN);
        if (behind) return Optional.of(Duration.ZERO);
        return retention.age().map(_ -> LOOK_AGAIN);
    }

    @Override
    public void close() throws SQLException {
        table.close();
    }
}
