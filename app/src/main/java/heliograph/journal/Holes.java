package heliograph.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// What the journal knows to be lost: offsets that were given and whose entries are gone. Those
/// before the floor were forgotten on purpose, and are no holes. Immutable.
final class Holes {

    /// @param last the last offset lost
    record Hole(long first, long last) {}

    private final List<Hole> holes;

    private Holes(List<Hole> holes) {
        this.holes = List.copyOf(holes);
    }

    static Holes read(Connection connection) throws SQLException {
        List<Hole> holes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select first, last from hole order by first")) {
            while (rows.next()) holes.add(new Hole(rows.getLong(1), rows.getLong(2)));
        }
        return new Holes(holes);
    }

    /// Notes a hole, in the transaction that is open. None when it would be empty.
    static void add(Connection connection, long first, long last) throws SQLException {
        if (last < first) return;
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert or replace into hole(first, last) values(?,?)")) {
            insert.setLong(1, first);
            insert.setLong(2, last);
            insert.executeUpdate();
        }
    }

    /// How many offsets are lost from one on.
    long countFrom(long offset) {
        long count = 0;
        for (Hole hole : from(offset)) count += hole.last() - hole.first() + 1;
        return count;
    }

    /// The holes from an offset on; of the one that it is in, what is left.
    List<Hole> from(long offset) {
        return holes.stream()
                .filter(hole -> hole.last() >= offset)
                .map(hole -> new Hole(Math.max(hole.first(), offset), hole.last()))
                .toList();
    }

    /// The offset before which everything was forgotten on purpose; 1 when nothing was.
    static long floor(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select next from floor")) {
            return row.next() ? Math.max(1, row.getLong(1)) : 1;
        }
    }
}
