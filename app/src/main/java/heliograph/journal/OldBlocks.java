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

    private final PreparedStatement lock;
    private final PreparedStatement behind;
    private final PreparedStatement delete;
    private final PreparedStatement oldest;
    private final PreparedStatement raiseFloor;
    private final PreparedStatement pages;
    private final PreparedStatement freePages;
    private final long pageSize;

    OldBlocks(Connection connection) throws SQLException {
        lock = connection.prepareStatement("delete from block where first < 0");
        // The length of a blob is known without reading it.
        behind =
                connection.prepareStatement(
                        "select first, count, received, length(checks) + length(body) from block"
                                + " where first > ? and (? or first < (select max(first) from block))"
                                + " order by first limit "
                                + PORTION);
        delete = connection.prepareStatement("delete from block where first <= ?");
        oldest = connection.prepareStatement("select coalesce(min(first), ?) from block");
        raiseFloor =
                connection.prepareStatement("insert or replace into floor(id, next) values(1, ?)");
        pages = connection.prepareStatement("pragma page_count");
        freePages = connection.prepareStatement("pragma freelist_count");
        try (PreparedStatement size = connection.prepareStatement("pragma page_size")) {
            pageSize = number(size);
        }
    }

    /// Makes the transaction one that writes: if it only read before somebody else wrote, it could
    /// not write any more.
    void lock() throws SQLException {
        lock.executeUpdate();
    }

    /// The next few behind an offset, oldest first.
    ///
    /// @param newestToo also the newest of all
    List<OldBlock> behind(long offset, boolean newestToo) throws SQLException {
        behind.setLong(1, offset);
        behind.setBoolean(2, newestToo);
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
        } catch (SQLException e) {
            if (blocks.isEmpty()) throw e; // damage that lies farther on may not be due for long
        }
        return blocks;
    }

    /// Deletes all that begin up to an offset, and returns the oldest that is kept then.
    ///
    /// @param next what comes next: the oldest, if none is left
    long deleteUpTo(long first, long next) throws SQLException {
        delete.setLong(1, first);
        delete.executeUpdate();
        oldest.setLong(1, next);
        long kept = number(oldest);
        raiseFloor.setLong(1, kept);
        raiseFloor.executeUpdate();
        return kept;
    }

    /// In bytes.
    long pageSize() {
        return pageSize;
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
        lock.close();
        behind.close();
        delete.close();
        oldest.close();
        raiseFloor.close();
        pages.close();
        freePages.close();
    }
}
