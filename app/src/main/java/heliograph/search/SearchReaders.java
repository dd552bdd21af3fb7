package heliograph.search;

import heliograph.journal.ReaderThreads;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/// Asks one index file, on threads of its own. Made, told how far the index is, and closed by the
/// indexer; asked from any thread.
final class SearchReaders implements AutoCloseable {
    private final ReaderThreads threads;
    private volatile long next;

    /// @param next the first offset that is not indexed
    SearchReaders(SearchFile file, long next) throws SQLException {
        this.next = next;
        this.threads = new ReaderThreads("search-reader-", file::readOnly);
    }

    void indexed(long next) {
        this.next = next;
    }

    long next() {
        return next;
    }

    /// The ranges that may hold matches, at most `most` of them. Empty when the index cannot speak
    /// for the first offset asked for, in that order: it is not there yet, or it is closing.
    ///
    /// @param match in FTS5's language
    /// @throws SQLException when the file cannot be read
    Optional<Candidates> candidates(String match, Span wanted, Order order, int most)
            throws SQLException, InterruptedException {
        Span span = wanted.within(new Span(1, next - 1)); // before the question: it only grows
        boolean newestFirst = order == Order.NEWEST_FIRST;
        if (newestFirst ? span.to() < wanted.to() : span.isEmpty()) return Optional.empty();
        // Cross join: the words are asked first, and come in the order of their rowid.
        String sql =
                "select words.rowid, range.last from words cross join range"
                        + " on range.first = words.rowid"
                        + " where words match ? and words.rowid between ? and ? and range.last >= ?"
                        + " order by words.rowid "
                        + (newestFirst ? "desc" : "asc")
                        + " limit ?";
        Optional<List<Span>> ranges =
                read(connection -> ranges(connection, sql, match, span, most));
        return ranges.map(found -> candidates(found, span, newestFirst, most));
    }

    private static Candidates candidates(
            List<Span> ranges, Span span, boolean newestFirst, int most) {
        List<Span> spans = ranges.stream().map(range -> range.within(span)).toList();
        Span reached = spans.size() < most ? span : spans.getLast();
        return new Candidates(spans, newestFirst ? reached.from() : reached.to());
    }

    private static List<Span> ranges(
            Connection connection, String sql, String match, Span span, int most)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, match);
            statement.setLong(2, span.from() - RangeWords.MOST_ENTRIES + 1); // one may begin before
            statement.setLong(3, span.to());
            statement.setLong(4, span.from());
            statement.setInt(5, most);
            try (ResultSet rows = statement.executeQuery()) {
                List<Span> ranges = new ArrayList<>();
                while (rows.next()) ranges.add(new Span(rows.getLong(1), rows.getLong(2)));
                return ranges;
            }
        }
    }

    private <T> Optional<T> read(ReaderThreads.Query<T> query)
            throws SQLException, InterruptedException {
        try {
            return Optional.of(threads.read(query));
        } catch (RejectedExecutionException _) {
            return Optional.empty(); // it is closing
        }
    }

    @Override
    public void close() throws SQLException {
        threads.close();
    }
}
