package heliograph.search;

import heliograph.search.SearchFile.NotOurs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The indexer's statements. Used by the indexer's thread.
final class SearchTable implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement insertWords;
    private final PreparedStatement insertRange;
    private final PreparedStatement putNext;
    private final PreparedStatement oldestRanges;
    private final PreparedStatement deleteWords;
    private final PreparedStatement deleteRange;

    SearchTable(Connection connection) throws SQLException {
        this.connection = connection;
        insertWords = connection.prepareStatement("insert into words(rowid, text) values(?,?)");
        insertRange = connection.prepareStatement("insert into range(first, last) values(?,?)");
        putNext = connection.prepareStatement("update state set next = ?");
        oldestRanges =
                connection.prepareStatement("select first, last from range order by first limit ?");
        deleteWords = connection.prepareStatement("delete from words where rowid = ?");
        deleteRange = connection.prepareStatement("delete from range where first = ?");
    }

    /// The first offset that is not indexed yet. Begins at `oldest` when the index is new.
    ///
    /// @param epoch of the journal
    /// @param end the offset that the journal gives next
    /// @throws NotOurs when the index belongs to another journal, or to a longer one
    long begin(String epoch, long oldest, long end) throws SQLException, NotOurs {
        try (Statement statement = connection.createStatement();
                ResultSet state = statement.executeQuery("select epoch, next from state")) {
            if (state.next()) {
                long next = state.getLong(2);
                if (state.getString(1).equals(epoch) && next <= end) return next;
                throw new NotOurs("it is of another journal");
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into state(epoch, next) values(?,?)")) {
            insert.setString(1, epoch);
            insert.setLong(2, oldest);
            insert.executeUpdate();
        }
        connection.commit();
        return oldest;
    }

    void add(Span range, String words) throws SQLException {
        insertWords.setLong(1, range.from());
        insertWords.setString(2, words);
        insertWords.executeUpdate();
        insertRange.setLong(1, range.from());
        insertRange.setLong(2, range.to());
        insertRange.executeUpdate();
    }

    /// Forgets ranges that lie before the offset, at most so many. Returns how many there were.
    int trim(long oldest, int most) throws SQLException {
        List<Long> firsts = new ArrayList<>();
        oldestRanges.setInt(1, most);
        try (ResultSet rows = oldestRanges.executeQuery()) {
            while (rows.next() && rows.getLong(2) < oldest) firsts.add(rows.getLong(1));
        }
        for (long first : firsts) {
            deleteWords.setLong(1, first);
            deleteWords.executeUpdate();
            deleteRange.setLong(1, first);
            deleteRange.executeUpdate();
        }
        return firsts.size();
    }

    void commit(long next) throws SQLException {
        putNext.setLong(1, next);
        putNext.executeUpdate();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close(); // and its statements; what was not committed is rolled back
    }
}
