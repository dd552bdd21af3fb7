package heliograph.journal;

import org.sqlite.SQLiteConfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// `journal.db` and how to open it.
record JournalFile(Path path) {
    private static final String NAME = "journal.db";

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

    /// The connection of the one writer, with the tables made.
    Connection writable() throws SQLException {
        Connection connection = DriverManager.getConnection(url());
        try {
            Schema.prepare(connection);
            connection.setAutoCommit(false);
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
        return path.toFile().length()
                + path.resolveSibling(path.getFileName() + "-wal").toFile().length();
    }

    private String url() {
        return "jdbc:sqlite:" + path.toAbsolutePath();
    }

    /// The epochs; begins the first when the journal is new.
    static Epochs epochs(Connection writable) throws SQLException {
        Map<Long, String> epochs = readEpochs(writable);
        if (epochs.isEmpty()) {
            epochs.put(1L, Epochs.newName());
            begin(writable, 1, epochs.get(1L));
        }
        return new Epochs(epochs);
    }

    /// First offset → name.
    static Map<Long, String> readEpochs(Connection connection) throws SQLException {
        Map<Long, String> epochs = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select first, name from epoch")) {
            while (rows.next()) epochs.put(rows.getLong(1), rows.getString(2));
        }
        return epochs;
    }

    private static void begin(Connection writable, long first, String name) throws SQLException {
        try (PreparedStatement insert =
                writable.prepareStatement("insert into epoch(first, name) values(?,?)")) {
            insert.setLong(1, first);
            insert.setString(2, name);
            insert.executeUpdate();
        }
        writable.commit();
    }

    static Position position(Connection writable) throws SQLException {
        try (Statement statement = writable.createStatement();
                ResultSet newest =
                        statement.executeQuery(
                                "select first + count, received, (select min(first) from block)"
                                        + " from block order by first desc limit 1")) {
            return newest.next()
                    ? new Position(
                            newest.getLong(3),
                            newest.getLong(1),
                            Instant.ofEpochMilli(newest.getLong(2)))
                    : new Position(1, 1, Instant.EPOCH);
        }
    }
}
