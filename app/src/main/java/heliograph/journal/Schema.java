package heliograph.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The tables, and the pragmas that the promise "answered is on disk" hangs on.
final class Schema {
    private static final int VERSION = 2;

    // `floor.next`: what came before was forgotten on purpose. `hole`: what was lost.
    //
    // One row for each commit: a commit is one insert however many messages it has, replay is a
    // blob on its way to a socket, and `select body from block` is plain NDJSON to a person.
    private static final String TABLES =
            """
            create table if not exists epoch(
                first integer primary key,
                name text not null);
            create table if not exists block(
                first integer primary key,
                count integer not null,
                received integer not null,
                crc integer not null,
                checks blob not null,
                body blob not null);
            create table if not exists checkpoint(
                source text not null,
                type text not null,
                part text not null,
                value text not null,
                primary key(source, type, part)) without rowid;
            create table if not exists receipt(
                source text not null,
                key text not null,
                bytes integer not null,
                digest text not null,
                whole integer not null,
                accepted integer not null,
                first integer not null,
                last integer not null,
                received integer not null,
                primary key(source, key)) without rowid;
            create index if not exists receipt_received on receipt(received);
            create table if not exists floor(
                id integer primary key check(id = 1),
                next integer not null);
            create table if not exists hole(
                first integer primary key,
                last integer not null);
            """;

    /// Of a new journal, in bytes; an older one keeps its own. Each page is two writes to the log,
    /// one read of it and one write to the database, so that large commits want large pages; a
    /// message that is committed alone writes one or two of them, and wants small ones.
    private static final int PAGE_SIZE = 16 << 10;

    private Schema() {}

    /// Makes the writer's connection durable. Writes nothing to a journal that is one.
    static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout=5000");
            statement.execute("pragma cache_size=-8192");
            statement.execute("pragma page_size=" + PAGE_SIZE);
            statement.execute("pragma cell_size_check=on"); // damage is met before it is written to
            refuseOthers(statement); // before the next line, which writes into a backup's file
            require(statement, "journal_mode", "wal", "wal");
            require(statement, "synchronous", "full", "2");
            require(statement, "fullfsync", "on", "1"); // where fsync stops at the drive's cache
            require(statement, "locking_mode", "normal", "normal"); // readers and backups
        }
    }

    /// Whether every table and index is there.
    static boolean isComplete(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String made =
                    query(statement, "select count(*) from sqlite_schema where sql is not null");
            return version(statement) == VERSION
                    && Integer.parseInt(made) >= TABLES.split(";\n").length;
        }
    }

    /// Makes what is not there.
    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES.split(";\n")) {
                if (!table.isBlank()) statement.execute(table);
            }
            statement.execute("pragma user_version=" + VERSION);
        }
    }

    /// Sets a pragma and reads it back: SQLite ignores silently what it cannot do.
    private static void require(Statement statement, String pragma, String value, String shown)
            throws SQLException {
        statement.execute("pragma " + pragma + "=" + value);
        String actual = query(statement, "pragma " + pragma);
        if (!actual.equalsIgnoreCase(shown)) {
            throw new JournalException(
                    "the journal's file system does not take %s=%s (it stays %s); use a local disk"
                            .formatted(pragma, value, actual));
        }
    }

    /// Refuses a journal of another version, before anything of it is read or written.
    static void refuseOthers(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            refuseOthers(statement);
        }
    }

    private static void refuseOthers(Statement statement) throws SQLException {
        int version = version(statement);
        if (version == 1) {
            throw new JournalException(
                    "the journal was written before the first release (schema 1), and cannot be"
                            + " read any more; move it away, or start with another --data");
        }
        if (version > VERSION) {
            throw new JournalException(
                    "the journal was written by a newer Heliograph (schema %d, this one knows %d)"
                            .formatted(version, VERSION));
        }
    }

    private static int version(Statement statement) throws SQLException {
        return Integer.parseInt(query(statement, "pragma user_version"));
    }

    private static String query(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
