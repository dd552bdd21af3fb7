package heliograph.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A few platform threads that read from one SQLite file, each with a connection. Reading is a
/// native call that would hold a carrier thread that browsers need; callers wait here without
/// holding one. Asked from any thread.
public final class ReaderThreads implements AutoCloseable {
    private static final int THREADS = 2;

    /// Opens a connection that only reads.
    @FunctionalInterface
    public interface Connecting {
        Connection open() throws SQLException;
    }

    /// Asks over a connection that nobody else uses at the same time.
    @FunctionalInterface
    public interface Query<T> {
        T on(Connection connection) throws SQLException;
    }

    private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(THREADS);
    private final ThreadPoolExecutor threads;

    /// @param name of the threads, before their numbers
    public ReaderThreads(String name, Connecting connecting) throws SQLException {
        threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().name(name, 1).daemon().factory());
        threads.prestartAllCoreThreads(); // by us: one that a plugin's thread starts is its child
        try {
            for (int i = 0; i < THREADS; i++) idle.add(connecting.open());
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    /// Answers a query, waited for.
    ///
    /// @throws RejectedExecutionException when it is closing
    public <T> T read(Query<T> query) throws SQLException, InterruptedException {
        Future<T> result = threads.submit(() -> readHere(query));
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException failed) throw failed;
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new SQLException(cause.getMessage(), cause);
        }
    }

    private <T> T readHere(Query<T> query) throws SQLException, InterruptedException {
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
