package heliograph.journal;

import org.sqlite.SQLiteConfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// `journal.db`, the files beside it, and how to open it.
///
/// Nobody may open and close `journal.db` itself while SQLite has it: the system would drop
/// SQLite's locks with it. Its write-ahead log has none.
record JournalFile(Path path) {
    private static final String NAME = "journal.db";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    static JournalFile in(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new JournalException(
                    "cannot make the data directory " + directory.toAbsolutePath() + ": " + e, e);
        }
        return new JournalFile(directory.resolve(NAME));
    }

    /// The journal that is there already.
    static JournalFile existing(Path directory) {
        JournalFile file = new JournalFile(directory.resolve(NAME));
        if (Files.isRegularFile(file.path)) return file;
        throw new JournalException(
                "there is no journal %s; name its directory with --data"
                        .formatted(file.path.toAbsolutePath()));
    }

    /// The connection of the one writer. Nothing is written yet.
    Connection writable() throws SQLException {
        Connection connection = DriverManager.getConnection(url());
        try {
            Schema.prepare(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Connection readOnly() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(5000);
        return config.createConnection(url());
    }

    /// With the write-ahead log.
    long bytes() {
        return path.toFile().length() + log().toFile().length();
    }

    boolean isEmpty() {
        return path.toFile().length() == 0;
    }

    /// The write-ahead log.
    Path log() {
        return beside("-wal");
    }

    /// Where the [Witness] is.
    Path witness() {
        return path.resolveSibling("journal.witness");
    }

    /// Whether there is a write-ahead log with anything in it.
    boolean hasLog() {
        return log().toFile().length() > 0;
    }

    /// A file with the journal's name and more.
    Path beside(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    /// A name that no file has yet, for what is damaged.
    Path aside(Path damaged, Instant now) {
        String name = damaged.getFileName() + ".damaged-" + STAMP.format(now);
        Path aside = path.resolveSibling(name);
        for (int i = 2; Files.exists(aside); i++) aside = path.resolveSibling(name + "-" + i);
        return aside;
    }

    String url() {
        return "jdbc:sqlite:" + path.toAbsolutePath();
    }
}
