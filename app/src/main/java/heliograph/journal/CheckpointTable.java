package heliograph.journal;

import heliograph.source.Checkpoint;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// How far sources have read, committed with what they read. Used by the writer's thread; [#read]
/// is the readers'.
final class CheckpointTable implements AutoCloseable {
    private final PreparedStatement put;
    private final PreparedStatement forget;

    CheckpointTable(Connection connection) throws SQLException {
        put =
                connection.prepareStatement(
                        "insert or replace into checkpoint(source, type, part, value)"
                                + " values(?,?,?,?)");
        forget =
                connection.prepareStatement(
                        "delete from checkpoint where source = ? and type = ? and part = ?");
    }

    /// Keeps a checkpoint; one without a value is forgotten.
    void keep(SourceKey source, Checkpoint checkpoint) throws SQLException {
        boolean isOver = checkpoint.value().isEmpty();
        PreparedStatement statement = isOver ? forget : put;
        statement.setString(1, source.name());
        statement.setString(2, source.type());
        statement.setString(3, checkpoint.part());
        if (!isOver) statement.setString(4, checkpoint.value());
        statement.executeUpdate();
    }

    /// Part → value.
    static Map<String, String> read(Connection connection, SourceKey source) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "select part, value from checkpoint where source = ? and type = ?")) {
            statement.setString(1, source.name());
            statement.setString(2, source.type());
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, String> values = new HashMap<>();
                while (rows.next()) values.put(rows.getString(1), rows.getString(2));
                return values;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        put.close();
        forget.close();
    }
}
