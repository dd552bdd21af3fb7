package heliograph.search;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/// `search.db`, and how to open it. All that is in it can be made again from the journal: so it is
/// written without an fsync for each commit, and deleted when it is not as it should be.
record SearchFile(Path path) {
    private static final int VERSION = 1;

    /// What SQLite says about a file that is not whole.
    private static final Set<Integer> DAMAGE =
            Set.of(
                    SQLiteErrorCode.SQLITE_CORRUPT.code,
                    SQLiteErrorCode.SQLITE_FORMAT.code,
                    SQLiteErrorCode.SQLITE_NOTADB.code);

    // No positions and no text: only which words each range of entries has, with its source names
    // and levels as words of their own. Java finds the words, so bytes that are not ASCII are
    // letters here.
    private static final String TABLES =
            """
            create table state(
                epoch text not null,
                next integer not null);
            create table range(
                first integer primary key,
                last integer not null);
            create virtual table words using fts5(
                text, content='', contentless_delete=1, detail=none,
                tokenize="ascii tokenchars '=._-'");
            insert into words(words, rank) values('hashsize', 4194304);
            pragma user_version=%d;
            """
                    .formatted(VERSION);

    /// A file that has to be made again.
    static final class NotOurs extends Exception {
        private static final long serialVersionUID = 1;

        NotOurs(String message) {
            super(message);
        }
    }

    static SearchFile in(Path directory) {
        return new SearchFile(directory.resolve("search.db"));
    }

    /// The connection of the indexer, with the tables made; it commits when told to.
    ///
    /// @throws NotOurs when it was made by another version of the hub
    Connection writable() throws SQLException, NotOurs {
        Connection connection = DriverManager.getConnection(url());
        try {
            prepare(connection);
            return connection;
        } catch (SQLException | NotOurs | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void prepare(Connection connection) throws SQLException, NotOurs {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout=5000");
            statement.execute("pragma cache_size=-8192");
            statement.execute("pragma journal_mode=wal");
            statement.execute("pragma synchronous=normal");
            statement.execute("pragma journal_size_limit=16777216");
            statement.execute("pragma wal_autocheckpoint=2000");
            connection.setAutoCommit(false);
            int version = version(statement);
            if (version == 0) {
                for (String sql : TABLES.split(";\n")) statement.execute(sql);
            } else if (version != VERSION) {
                throw new NotOurs("it is of another version of the hub");
            }
            connection.commit();
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("pragma user_version")) {
            result.next();
            return result.getInt(1);
        }
    }

    Connection readOnly() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(5000);
        config.setCacheSize(-4096);
        return config.createConnection(url());
    }

    /// Whether the file is to blame, and neither the disk that it is on nor the question.
    static boolean isDamage(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) return false;
        SQLiteErrorCode code = sqlite.getResultCode();
        return code == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ || DAMAGE.contains(code.code & 0xff);
    }

    /// As [#isDamage], for statements of which nothing comes from outside: when they are wrong, the
    /// tables are not as we made them.
    static boolean isDamageOrWrong(SQLException e) {
        if (isDamage(e)) return true;
        return e instanceof SQLiteException sqlite
                && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_ERROR;
    }

    void delete() throws IOException {
        for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + suffix));
        }
    }

    private String url() {
        return "jdbc:sqlite:" + path.toAbsolutePath();
    }
}
