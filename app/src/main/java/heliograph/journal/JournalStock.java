package heliograph.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// What a journal holds.
///
/// @param oldest the oldest offset; 0 when there is none
/// @param newest the newest offset; 0 when there is none
public record JournalStock(long entries, long oldest, long newest) {

    static JournalStock of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select coalesce(sum(count), 0), coalesce(min(first), 0),"
                                        + " coalesce(max(first + count - 1), 0) from block")) {
            row.next();
            return new JournalStock(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    @Override
    public String toString() {
        return entries == 0
                ? "0 messages"
                : "%d messages, offsets %d to %d".formatted(entries, oldest, newest);
    }
}
