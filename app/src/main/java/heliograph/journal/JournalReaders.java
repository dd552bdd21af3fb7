package heliograph.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A few platform threads that read, each with a read-only connection. Reading is a native call
/// that would hold a carrier thread that browsers need; callers wait here without holding one.
final class JournalReaders implements AutoCloseable {
    private static final int THREADS = 2;
    private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(THREADS);
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().name("journal-reader-", 1).daemon().factory());

    JournalReaders(JournalFile file) throws SQLException {
        for (int i = 0; i < THREADS; i++) idle.add(file.readOnly());
    }

    /// The block that holds the offset, or else the first behind it, and those that follow: as many
    /// as have about so many bytes, and one at least. Empty when there is none.
    List<Block> page(long offset, int bytes) throws InterruptedException {
        return read(connection -> BlockRows.page(connection, offset, bytes));
    }

    /// The last block that begins before the offset.
    Optional<Block> before(long offset) throws InterruptedException {
        return read(connection -> BlockRows.before(connection, offset));
    }

    /// The first offset behind all that arrived before; `newest + 1` when nothing arrived since.
    long firstSince(Instant instant, long oldest, long newest) throws InterruptedException {
        return read(connection -> BlockRows.firstSince(connection, instant, oldest, newest));
    }

    /// The offset that was not forgotten yet: what is missing from there on is lost.
    long floor() throws InterruptedException {
        return read(Holes::floor);
    }

    @FunctionalInterface
    interface Query<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T read(Query<T> query) throws InterruptedException {
        Future<T> result = threads.submit(() -> readHere(query));
        try {
            return result.get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new JournalException("the journal cannot be read: " + cause.getMessage(), cause);
        }
    }

    private <T> T readHere(Query<T> query) throws InterruptedException, SQLException {
        Connection connection = idle.take(); // as many as threads: never waits
        try {
            return query.on(connection);
        } finally {
            idle.add(connection);
        }
    }

    @Override
    public void close() throws SQLException {
        threads.close();
        for (Connection connection : idle) connection.close();
    }
}
