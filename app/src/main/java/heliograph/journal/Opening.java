package heliograph.journal;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.journal.JournalConfig.Origin;
import heliograph.journal.Witness.Testimony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.LongStream;

/// Opens the journal whatever became of its files, so that no offset is ever given twice.
///
/// ```
/// journal.db   last entry, floor, newest epoch ─┐
/// journal.witness                              ─┴▶ next = the greatest of them + 1
/// ```
/// When the journal may once have been longer than it is, a new epoch begins at `next`: then an id
/// that somebody has from the lost end can never mean another entry.
final class Opening {
    private static final System.Logger LOGGER = System.getLogger(Opening.class.getName());

    /// The journal, open for its writer. Whoever takes it closes its connection and its witness.
    record Opened(
            Connection connection, Witness witness, Epochs epochs, Holes holes, Position position)
            implements AutoCloseable {

        @Override
        public void close() throws SQLException {
            try (witness) {
                connection.close();
            }
        }
    }

    private final JournalFile file;
    private final Witness witness;
    private final Origin origin;
    private final InstantSource clock;
    private boolean logSeen; // what it holds later is this hub's own

    private Opening(JournalFile file, Witness witness, Origin origin, InstantSource clock) {
        this.file = file;
        this.witness = witness;
        this.origin = origin;
        this.clock = clock;
    }

    /// Opening takes a little room, for what SQLite keeps beside the journal: on a full disk the
    /// reserve has it.
    ///
    /// @throws JournalException when the disk is full all the same
    static Opened of(JournalFile file, Reserve reserve, Origin origin, InstantSource clock)
            throws SQLException {
        try {
            return of(file, origin, clock);
        } catch (SQLException e) {
            if (!reserve.isDiskFull()) throw e;
            if (!reserve.isThere()) throw diskFull(file, e);
            reserve.giveUp();
            return of(file, origin, clock);
        }
    }

    private static Opened of(JournalFile file, Origin origin, InstantSource clock)
            throws SQLException {
        Witness witness = Witness.open(file.witness());
        try {
            return new Opening(file, witness, origin, clock).open();
        } catch (SQLException | RuntimeException e) {
            witness.close();
            throw e;
        }
    }

    private static JournalException diskFull(JournalFile file, SQLException e) {
        return new JournalException(
                "cannot open %s: the disk is full: make room, and start again (%s)"
                        .formatted(file.path().toAbsolutePath(), e.getMessage()),
                e);
    }

    private Opened open() throws SQLException {
        Salvage salvage = new Salvage(file, clock);
        boolean salvaged = salvage.finish();
        if (file.isEmpty()) keepLog(); // SQLite would delete it
        if (salvage.isAsked()) return afterSalvage(salvage, "its writer met damage");
        try {
            return open(salvaged);
        } catch (SQLException e) {
            if (!Damage.preventsOpening(e)) throw e;
            return afterSalvage(salvage, String.valueOf(e.getMessage()));
        }
    }

    private Opened afterSalvage(Salvage salvage, String why) throws SQLException {
        salvage.run(why);
        return open(true);
    }

    /// @param lostSome whether it is known already that this journal is not what it was
    private Opened open(boolean lostSome) throws SQLException {
        Connection connection = file.writable();
        try {
            return open(connection, lostSome);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private Opened open(Connection connection, boolean lostSome) throws SQLException {
        if (!Schema.isComplete(connection)) {
            keepLog();
            Schema.create(connection);
        }
        connection.setAutoCommit(false);
        Optional<Block> last = BlockRows.last(connection);
        long end = last.map(Block::last).orElse(0L);
        long floor = believable(Holes.floor(connection), end);
        NavigableMap<Long, String> epochs = EpochTable.read(connection);
        epochs.keySet().removeIf(first -> first != believable(first, end));
        long newestEpoch = epochs.isEmpty() ? 1 : epochs.lastKey();
        long next = greatest(end + 1, floor, newestEpoch, witness.reached() + 1);
        long oldest =
                BlockRows.page(connection, 1, 1).stream()
                        .findFirst()
                        .map(Block::first)
                        .orElse(next);

        boolean isNew = epochs.isEmpty() && last.isEmpty();
        boolean cutOff = end + 1 < next && (newestEpoch < next || isNew);
        if (cutOff) {
            keepLog();
            long kept = isNew ? 0 : end - oldest + 1 - Holes.read(connection).countFrom(oldest);
            tellOfTheEnd(end, next - 1, Math.max(0, kept));
        }
        if (isNew || epochs.isEmpty() || cutOff || lostSome || mayHaveBeenLonger()) {
            // With no epoch left, those entries that are have no other name than this one.
            long first = epochs.isEmpty() && last.isPresent() ? 1 : next;
            String name = Epochs.newName(epochs.values());
            Holes.add(connection, Math.max(end + 1, floor), next - 1);
            EpochTable.begin(connection, first, name);
            epochs.put(first, name);
            if (!isNew) tellOfTheEpoch(new EntryId(name, next));
        }
        Holes holes = Holes.read(connection);
        connection.commit(); // ends the reading too: nobody can write from an overtaken snapshot
        BlockTable.rehearse(connection, next);
        witness.begin(next - 1);
        return new Opened(
                connection,
                witness,
                new Epochs(epochs),
                holes,
                new Position(oldest, next, last.map(Block::received).orElse(Instant.EPOCH)));
    }

    /// The offset, unless a good witness says that the journal never came so far: then 1.
    private long believable(long offset, long end) {
        boolean known = witness.testimony() instanceof Testimony.Reached;
        return known && offset > Math.max(end, witness.reached()) + 1 ? 1 : offset;
    }

    private static long greatest(long... offsets) {
        return LongStream.of(offsets).max().orElseThrow();
    }

    private boolean mayHaveBeenLonger() {
        return origin == Origin.RESTORED || witness.testimony() instanceof Testimony.Missing;
    }

    private void tellOfTheEnd(long end, long reached, long kept) {
        String what = file.path().toAbsolutePath() + " ends at offset %d, but it had reached %d";
        String lost = "; %d messages are lost, %d are kept".formatted(reached - end, kept);
        LOGGER.log(WARNING, what.formatted(end, reached) + lost);
    }

    private void tellOfTheEpoch(EntryId first) {
        String why =
                switch (origin) {
                    case RESTORED -> "the journal was put back, as --restored says";
                    case OWN ->
                            witness.testimony() instanceof Testimony.Missing
                                    ? "journal.witness is missing or damaged, and nobody else knows"
                                            + " how long the journal was"
                                    : "the journal is not what it was";
                };
        LOGGER.log(WARNING, why + ": a new epoch begins with " + first);
    }

    /// Copies the write-ahead log as it was found, before SQLite overwrites what it could not read.
    private void keepLog() {
        if (logSeen) return;
        logSeen = true;
        if (!file.hasLog()) return;
        Path kept = file.aside(file.log(), clock.instant());
        try {
            Files.copy(file.log(), kept);
            LOGGER.log(WARNING, "the damaged write-ahead log is kept as " + kept.toAbsolutePath());
        } catch (IOException e) {
            LOGGER.log(WARNING, "the damaged write-ahead log could not be kept: " + e);
        }
    }
}
