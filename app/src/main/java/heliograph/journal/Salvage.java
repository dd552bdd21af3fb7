package heliograph.journal;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Makes a new `journal.db` of what can be read of a damaged one, in one pass, and keeps the
/// damaged one aside.
///
/// ```
/// journal.db ──what can be read──▶ journal.db.salvaging ──complete──▶ journal.db.salvaged
/// journal.db, -wal ──▶ journal.db.damaged-…, -wal        journal.db.salvaged ──▶ journal.db
/// ```
/// A crash at any moment leaves either the damaged journal as it was, or a complete new one that
/// the next start puts in its place.
final class Salvage {
    private static final System.Logger LOGGER = System.getLogger(Salvage.class.getName());
    private static final int PAGE = 1 << 20; // bytes of blocks in memory at once

    private final JournalFile file;
    private final InstantSource clock;
    private final Path marker;
    private final Path unfinished;
    private final Path finished;
    private final List<String> incomplete = new ArrayList<>(); // tables
    private long kept;
    private long lost;
    private long next = 1;

    Salvage(JournalFile file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        marker = marker(file);
        unfinished = file.beside(".salvaging");
        finished = file.beside(".salvaged");
    }

    private static Path marker(JournalFile file) {
        return file.beside(".damaged");
    }

    /// Has the next start salvage the journal: its writer met damage.
    static void ask(JournalFile file) {
        try {
            if (!Files.exists(marker(file))) Files.createFile(marker(file));
        } catch (IOException e) {
            LOGGER.log(ERROR, "journal.db is damaged, and the next start may not see it: " + e);
        }
    }

    boolean isAsked() {
        return Files.exists(marker);
    }

    /// @throws JournalException when there is no room for the new one, or another reason why it
    ///     cannot be made; then the damaged one is as it was
    void run(String why) {
        LOGGER.log(WARNING, "journal.db is damaged (" + why + "); saving what can be read");
        try {
            Files.deleteIfExists(unfinished);
            try (Connection to =
                    DriverManager.getConnection("jdbc:sqlite:" + unfinished.toAbsolutePath())) {
                copyTo(to);
            }
            force(unfinished);
            Files.move(unfinished, finished, ATOMIC_MOVE);
        } catch (SQLException | IOException e) {
            throw new JournalException(
                    "journal.db is damaged (%s), and what can be read could not be saved: %s. It needs as much room as %s takes; make some, and start again"
                            .formatted(why, e.getMessage(), file.path().toAbsolutePath()),
                    e);
        }
        LOGGER.log(
                WARNING,
                "%s; kept are %d messages%s%s"
                        .formatted(putInPlace(), kept, lostBetween(), others()));
    }

    /// What is lost behind the last only the witness knows: opening the new one tells it.
    private String lostBetween() {
        return lost == 0 ? "" : ", lost between them %d".formatted(lost);
    }

    private String others() {
        return incomplete.isEmpty() ? "" : ", and something of the tables " + incomplete;
    }

    /// Goes on where a crash interrupted the last step. Returns whether there was one.
    boolean finish() {
        if (!Files.exists(finished)) return false;
        LOGGER.log(WARNING, putInPlace());
        return true;
    }

    private void copyTo(Connection to) throws SQLException {
        try (Statement statement = to.createStatement()) {
            statement.execute("pragma journal_mode=off"); // a crash begins all over
            statement.execute("pragma synchronous=off");
        }
        Schema.create(to);
        to.setAutoCommit(false);
        try (Connection from = file.readOnly()) {
            try (Statement statement = from.createStatement()) {
                statement.execute("pragma writable_schema=on"); // also opens what was cut off
            }
            for (String table : tables(to)) copy(table, from, to);
            copyBlocks(from, to);
        } catch (SQLException e) {
            if (!Damage.preventsOpening(e)) throw e;
            incomplete.add("block"); // not even its first page can be read
        }
        to.commit();
    }

    /// All but the blocks and the holes between them, which are counted anew.
    private static List<String> tables(Connection to) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = to.createStatement();
                ResultSet names =
                        statement.executeQuery(
                                "select name from sqlite_schema where type = 'table'"
                                        + " and name not in ('block', 'hole')")) {
            while (names.next()) tables.add(names.getString(1));
        }
        return tables;
    }

    /// Copies the rows up to the first that cannot be read.
    private void copy(String table, Connection from, Connection to) throws SQLException {
        try (Statement statement = from.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            String values = String.join(",", Collections.nCopies(columns, "?"));
            try (PreparedStatement insert =
                    to.prepareStatement(
                            "insert or ignore into " + table + " values(" + values + ")")) {
                while (rows.next()) {
                    for (int i = 1; i <= columns; i++) insert.setObject(i, rows.getObject(i));
                    insert.executeUpdate();
                }
            }
        } catch (SQLException e) {
            if (!Damage.preventsOpening(e)) throw e;
            incomplete.add(table);
        }
    }

    private void copyBlocks(Connection from, Connection to) throws SQLException {
        next = Holes.floor(to);
        for (List<Block> page = page(from); !page.isEmpty(); page = page(from)) {
            BlockTable.copy(to, page);
            for (Block block : page) {
                lost += block.first() - next + block.count() - block.countIntact();
                kept += block.countIntact();
                Holes.add(to, next, block.first() - 1);
                next = block.last() + 1;
            }
            to.commit();
        }
    }

    private List<Block> page(Connection from) throws SQLException {
        return BlockRows.page(from, next, PAGE);
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, WRITE)) {
            channel.force(true);
        }
    }

    /// The log first: the new journal must not find the old one's.
    private String putInPlace() {
        Path aside = file.aside(file.path(), clock.instant());
        try {
            if (Files.exists(file.log())) {
                Files.move(file.log(), aside.resolveSibling(aside.getFileName() + "-wal"));
            }
            Files.deleteIfExists(file.beside("-shm"));
            if (Files.exists(file.path())) Files.move(file.path(), aside);
            Files.move(finished, file.path(), ATOMIC_MOVE);
            Files.deleteIfExists(marker);
        } catch (IOException e) {
            throw new UncheckedIOException("the damaged journal cannot be put aside: " + e, e);
        }
        return "journal.db is a new one; the damaged one is kept as " + aside.toAbsolutePath();
    }
}
