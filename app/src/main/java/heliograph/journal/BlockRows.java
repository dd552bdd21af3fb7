package heliograph.journal;

import org.sqlite.SQLiteErrorCode;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// Blocks read over one connection, whatever became of the file: leaps over what cannot be read,
/// and shows no block whose head is not what was written, or that stands where it does not belong.
/// To whoever reads they are a hole.
final class BlockRows {
    private static final String WHOLE =
            "select first, count, received, crc, checks, body from block ";
    private static final String HEADS =
            "select first, count, received, crc, checks, x'' from block ";
    private static final String FROM = "where first >= ? order by first";
    private static final String HOLDING =
            "where first >= coalesce((select max(first) from block where first <= ?), 0)"
                    + " order by first";

    // Not `<`: to look for what is less than the first row of a damaged page SQLite goes there.
    private static final String UP_TO = "where first <= ? order by first desc";
    private static final byte[] NOTHING = {};

    private BlockRows() {}

    /// The block that holds the offset, or else the first behind it, and those that follow: as many
    /// as have about so many bytes, and one at least. Empty when there is none.
    static List<Block> page(Connection connection, long offset, int bytes) throws SQLException {
        return page(connection, offset, Long.MAX_VALUE, bytes);
    }

    /// As [#page(Connection, long, int)], without those that begin behind `to`.
    static List<Block> page(Connection connection, long offset, long to, int bytes)
            throws SQLException {
        Span span = new Span(offset, to);
        try {
            return page(connection, HOLDING, offset, span, bytes);
        } catch (SQLException e) {
            if (!Damage.isIn(e)) throw e;
        }
        OptionalLong distance = Leap.least(d -> page(connection, FROM, offset + d - 1, span, 1));
        if (distance.isEmpty()) return List.of();
        return page(connection, FROM, offset + distance.getAsLong() - 1, span, bytes);
    }

    /// The offsets that are asked for.
    private record Span(long from, long to) {}

    /// Ends early where the damage begins, but fails when it is the first to be read.
    private static List<Block> page(
            Connection connection, String which, long from, Span span, int bytes)
            throws SQLException {
        List<Block> page = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(WHOLE + which)) {
            statement.setLong(1, from);
            collect(statement, span, bytes, page);
        } catch (SQLException e) {
            if (page.isEmpty() || !Damage.isIn(e)) throw e;
        }
        return page;
    }

    private static void collect(PreparedStatement statement, Span span, int bytes, List<Block> page)
            throws SQLException {
        int size = 0;
        long next = span.from();
        try (ResultSet row = statement.executeQuery()) {
            while (size < bytes && row.next()) {
                Optional<Block> read = block(row);
                if (read.isEmpty()) continue;
                Block block = read.get();
                if (block.first() > span.to()) return;
                // The first may begin before the offset that it holds; each other follows.
                boolean follows = page.isEmpty() || block.first() >= next;
                if (block.last() < next || !follows) continue;
                page.add(block);
                size += Math.max(1, block.body().length);
                next = block.last() + 1;
            }
        }
    }

    /// The block that holds the offset, or else the last before it, and those before that, newest
    /// first: down to `from`, but no more than have about so many bytes, and one at least.
    static List<Block> pageBack(Connection connection, long offset, long from, int bytes)
            throws SQLException {
        List<Block> page = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(WHOLE + UP_TO)) {
            statement.setLong(1, offset);
            collectBack(statement, from, bytes, page);
        } catch (SQLException e) {
            if (!Damage.isIn(e)) throw e;
        }
        if (page.isEmpty()) before(connection, WHOLE, offset + 1).ifPresent(page::add); // over it
        page.removeIf(block -> block.last() < from);
        return page;
    }

    private static void collectBack(
            PreparedStatement statement, long from, int bytes, List<Block> page)
            throws SQLException {
        int size = 0;
        long next = Long.MAX_VALUE;
        try (ResultSet row = statement.executeQuery()) {
            while (size < bytes && next > from && row.next()) {
                Optional<Block> read = block(row);
                if (read.isEmpty() || read.get().last() >= next) continue;
                page.add(read.get());
                size += Math.max(1, read.get().body().length);
                next = read.get().first();
            }
        }
    }

    /// The last block of all, without its body.
    ///
    /// @throws SQLException as of damage, also when there is a row behind it that is no block
    static Optional<Block> last(Connection connection) throws SQLException {
        Optional<Block> last = nearest(connection, HEADS, Long.MAX_VALUE);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select max(first) from block")) {
            long first = row.next() ? row.getLong(1) : 0;
            if (first == last.map(Block::first).orElse(0L)) return last;
            throw new SQLException(
                    "its last block is damaged", "", SQLiteErrorCode.SQLITE_CORRUPT.code);
        }
    }

    /// The last block that begins before the offset.
    private static Optional<Block> before(Connection connection, String columns, long offset)
            throws SQLException {
        try {
            return nearest(connection, columns, offset);
        } catch (SQLException e) {
            if (!Damage.isIn(e)) throw e;
        }
        OptionalLong distance =
                Leap.least(d -> nearest(connection, columns, Math.max(0, offset - d)));
        if (distance.isEmpty()) return Optional.empty();
        return nearest(connection, columns, Math.max(0, offset - distance.getAsLong()));
    }

    private static Optional<Block> nearest(Connection connection, String columns, long offset)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(columns + UP_TO)) {
            statement.setLong(1, offset - 1);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Optional<Block> block = block(row).filter(b -> b.first() < offset);
                    if (block.isPresent()) return block;
                }
                return Optional.empty();
            }
        }
    }

    /// The first offset behind all that arrived before; `newest + 1` when nothing arrived since.
    ///
    /// Arrivals never go back, so a binary search over the primary key needs no index of its own.
    static long firstSince(Connection connection, Instant instant, long oldest, long newest)
            throws SQLException {
        long low = oldest;
        long high = newest;
        Optional<Block> earlier = Optional.empty(); // the last that arrived before
        Optional<Block> since = Optional.empty(); // the first that did not
        while (low <= high) {
            long middle = low + (high - low) / 2;
            Optional<Block> block = before(connection, HEADS, middle + 1);
            if (block.isPresent() && !block.get().received().isBefore(instant)) {
                since = block;
                high = block.get().first() - 1;
            } else {
                if (block.isPresent()) earlier = block;
                low = middle + 1;
            }
        }
        if (earlier.isPresent()) return earlier.get().last() + 1;
        return since.map(Block::first).orElse(newest + 1);
    }

    private static Optional<Block> block(ResultSet row) throws SQLException {
        return Block.checked(
                row.getLong(1),
                row.getInt(2),
                Instant.ofEpochMilli(row.getLong(3)),
                bytes(row, 6),
                bytes(row, 5),
                row.getLong(4));
    }

    /// A damaged row can have nothing where there is always something.
    private static byte[] bytes(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getBytes(column), NOTHING);
    }
}
