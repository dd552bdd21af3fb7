package heliograph.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Where the epochs are kept: first offset → name.
final class EpochTable {
    private EpochTable() {}

    /// Those whose names can be names.
    static NavigableMap<Long, String> read(Connection connection) throws SQLException {
        NavigableMap<Long, String> epochs = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select first, name from epoch")) {
            while (rows.next()) {
                String name = String.valueOf(rows.getString(2));
                if (EntryId.parse(name + "-1").isPresent()) epochs.put(rows.getLong(1), name);
            }
        }
        return epochs;
    }

    /// Begins an epoch, in the transaction that is open. One that began at the same offset never
    /// had an entry that this journal knows of, and is replaced.
    static void begin(Connection connection, long first, String name) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert or replace into epoch(first, name) values(?,?)")) {
            insert.setLong(1, first);
            insert.setString(2, name);
            insert.executeUpdate();
        }
    }
}
