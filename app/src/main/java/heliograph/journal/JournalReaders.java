package heliograph.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Reads blocks, and what else the journal keeps, on threads of its own.
final class JournalReaders implements AutoCloseable {
    private final ReaderThreads threads;

    JournalReaders(JournalFile file) throws SQLException {
        threads = new ReaderThreads("journal-reader-", file::readOnly);
    }

    /// The block that holds the offset, or else the first behind it, and those that follow: as many
    /// as have about so many bytes, and one at least. Empty when there is none.
    List<Block> page(long offset, int bytes) throws InterruptedException {
        return page(offset, Long.MAX_VALUE, bytes);
    }

    /// As [#page(long, int)], without those that begin behind `to`.
    List<Block> page(long offset, long to, int bytes) throws InterruptedException {
        return read(connection -> BlockRows.page(connection, offset, to, bytes));
    }

    /// The block that holds the offset, or else the last before it, and those before that, newest
    /// first: down to `from`, but no more than have about so many bytes, and one at least.
    List<Block> pageBack(long offset, long from, int bytes) throws InterruptedException {
        return read(connection -> BlockRows.pageBack(connection, offset, from, bytes));
    }

    /// The first offset behind all that arrived before; `newest + 1` when nothing arrived since.
    long firstSince(Instant instant, long oldest, long newest) throws InterruptedException {
        return read(connection -> BlockRows.firstSince(connection, instant, oldest, newest));
    }

    /// The offset that was not forgotten yet: what is missing from there on is lost.
    long floor() throws InterruptedException {
        return read(Holes::floor);
    }

    <T> T read(ReaderThreads.Query<T> query) throws InterruptedException {
        try {
            return threads.read(query);
        } catch (SQLException e) {
            throw new JournalException("the journal cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws SQLException {
        threads.close();
    }
}
