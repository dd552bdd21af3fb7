package heliograph.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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
    static final String COLUMNS = "select first, count, received, crc, checks, body from block ";

    private static final Instant END_OF_TIME = Instant.ofEpochMilli(Long.MAX_VALUE);

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
        return read(
                connection -> {
                    try (PreparedStatement statement =
                            connection.prepareStatement(
                                    COLUMNS
                                            + "where first >= coalesce((select max(first) from"
                                            + " block where first <= ?), 0) order by first")) {
                        statement.setLong(1, offset);
                        return page(statement, offset, bytes);
                    }
                });
    }

    private static List<Block> page(PreparedStatement statement, long offset, int bytes)
            throws SQLException {
        List<Block> page = new ArrayList<>();
        int size = 0;
        try (ResultSet row = statement.executeQuery()) {
            while (size < bytes && row.next()) {
                Block block = block(row);
                if (block.last() < offset) continue; // it ends before: nothing holds the offset
                page.add(block);
                size += Math.max(1, block.body().length);
            }
        }
        return page;
    }

    /// The last block that begins before the offset.
    Optional<Block> before(long offset) throws InterruptedException {
        return block(COLUMNS + "where first < ? order by first desc limit 1", offset);
    }

    /// The first offset that arrived then or later; empty when nothing did.
    ///
    /// Arrivals never go back, so a binary search over the primary key needs no index of its own.
    Optional<Long> firstSince(Instant instant, long oldest, long newest)
            throws InterruptedException {
        return read(
                connection -> {
                    try (PreparedStatement statement =
                            connection.prepareStatement(
                                    "select first, received from block where first <= ?"
                                            + " order by first desc limit 1")) {
                        return search(statement, millis(instant), oldest, newest);
                    }
                });
    }

    /// As arrivals are kept. Somebody may ask for any year at all.
    private static long millis(Instant instant) {
        if (instant.isBefore(Instant.EPOCH)) return 0;
        return instant.isBefore(END_OF_TIME) ? instant.toEpochMilli() : Long.MAX_VALUE;
    }

    private static Optional<Long> search(
            PreparedStatement statement, long since, long oldest, long newest) throws SQLException {
        long low = oldest; // every block that begins before it arrived earlier
        long high = newest;
        Optional<Long> found = Optional.empty();
        while (low <= high) {
            statement.setLong(1, low + (high - low) / 2);
            try (ResultSet row = statement.executeQuery()) {
                boolean kept = row.next(); // what was forgotten lies before all that is kept
                if (kept && row.getLong(2) >= since) {
                    long first = row.getLong(1);
                    found = Optional.of(first);
                    high = first - 1;
                } else {
                    low = low + (high - low) / 2 + 1;
                }
            }
        }
        return found;
    }

    private Optional<Block> block(String sql, long offset) throws InterruptedException {
        return read(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        statement.setLong(1, offset);
                        try (ResultSet row = statement.executeQuery()) {
                            return row.next() ? Optional.of(block(row)) : Optional.empty();
                        }
                    }
                });
    }

    static Block block(ResultSet row) throws SQLException {
        return Block.checked(
                row.getLong(1),
                row.getInt(2),
                Instant.ofEpochMilli(row.getLong(3)),
                row.getBytes(6),
                row.getBytes(5),
                row.getLong(4));
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
