package heliograph.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The statements of forgetting, all in the transaction that is open. Used by the writer's thread.
final class OldBlocks implements AutoCloseable {
    /// So many at once: their heads lie on few pages.
    private static final int PORTION = 64;

    private final PreparedStatement behind;
    private final PreparedStatement delete;
    private final PreparedStatement oldest;
    private final PreparedStatement raiseFloor;
    private final PreparedStatement pages;
    private final PreparedStatement freePages;
    private final long pageSize;

    OldBlocks(Connection connection) throws SQLException {
        // The newest is never among them. The length of a blob is known without reading it.
        behind =
                connection.prepareStatement(
                        "select first, count, received, length(checks) + length(body) from block"
                                + " where first > ? and first < (select max(first) from block)"
                                + " order by first limit "
                                + PORTION);
        delete = connection.prepareStatement("delete from block where first <= ?");
        oldest = connection.prepareStatement("select min(first) from block");
        raiseFloor =
                connection.prepareStatement("insert or replace into floor(id, next) values(1, ?)");
        pages = connection.prepareStatement("pragma page_count");
        freePages = connection.prepareStatement("pragma freelist_count");
        try (PreparedStatement size = connection.prepareStatement("pragma page_size")) {
            pageSize = number(size);
        }
    }

    /// The next few behind an offset, oldest first; never the newest of all.
    List<OldBlock> behind(long offset) throws SQLException {
        behind.setLong(1, offset);
        List<OldBlock> blocks = new ArrayList<>(PORTION);
        try (ResultSet row = behind.executeQuery()) {
            while (row.next()) {
                blocks.add(
                        new OldBlock(
                                row.getLong(1),
                                row.getInt(2),
                                Instant.ofEpochMilli(row.getLong(3)),
                                row.getLong(4)));
            }
        }
        return blocks;
    }

    /// Deletes all that begin up to an offset, and returns the oldest that is kept then.
    long deleteUpTo(long first) throws SQLException {
        delete.setLong(1, first);
        delete.executeUpdate();
        long kept = number(oldest);
        raiseFloor.setLong(1, kept);
        raiseFloor.executeUpdate();
        return kept;
    }

    /// What the database needs of its file, in bytes: freed pages are used again.
    long usedBytes() throws SQLException {
        return (number(pages) - number(freePages)) * pageSize;
    }

    /// What can be written without a larger file, in bytes.
    long freeBytes() throws SQLException {
        return number(freePages) * pageSize;
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        behind.close();
        delete.close();
        oldest.close();
        raiseFloor.close();
        pages.close();
        freePages.close();
    }
}
