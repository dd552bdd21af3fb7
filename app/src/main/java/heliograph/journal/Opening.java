package heliograph.journal;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.journal.JournalConfig.Origin;
import heliograph.journal.Witness.Testimony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.NavigableMap;
import java.util.TreeMap;

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
            witness.discard();
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
        Findings found = Findings.of(connection, witness);
        if (found.isCutOff()) {
            keepLog();
            tellOfTheEnd(found, Holes.read(connection));
        }
        NavigableMap<Long, String> epochs = new TreeMap<>(found.epochs());
        if (epochs.isEmpty() || found.isCutOff() || lostSome || mayHaveBeenLonger()) {
            String name = Epochs.newName(epochs.values());
            Holes.add(connection, Math.max(found.end() + 1, found.floor()), found.next() - 1);
            EpochTable.begin(connection, found.nextEpoch(), name);
            epochs.put(found.nextEpoch(), name);
            if (!found.isNew()) tellOfTheEpoch(new EntryId(name, found.next()));
        }
        Holes holes = Holes.read(connection);
        connection.commit(); // ends the reading too: nobody can write from an overtaken snapshot
        BlockTable.rehearse(connection, found.next());
        witness.begin(found.next() - 1);
        return new Opened(connection, witness, new Epochs(epochs), holes, found.position());
    }

    private boolean mayHaveBeenLonger() {
        return origin == Origin.RESTORED || witness.testimony() instanceof Testimony.Missing;
    }

    private void tellOfTheEnd(Findings found, Holes holes) {
        long reached = found.next() - 1;
        long entries = found.end() - found.oldest() + 1 - holes.countFrom(found.oldest());
        LOGGER.log(
                WARNING,
                "%s ends at offset %d, but it had reached %d; %d messages are lost, %d are kept"
                        .formatted(
                                file.path().toAbsolutePath(),
                                found.end(),
                                reached,
                                reached - found.end(),
                                Math.max(0, entries)));
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
