package heliograph.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The receipts of requests, which become part of the writer's transaction. Used by its thread;
/// [#find] is the readers'.
final class ReceiptTable implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final Duration BETWEEN_COUNTS = Duration.ofMinutes(10); // each reads an index

    /// So many are kept at least, if not over. More take room that messages would have had: a
    /// client that gives each message a key must not turn the journal into a list of keys.
    private static final int MOST = 1_000_000;

    private static final int FEW = 100; // forgotten at a look that no receipt came with

    private final PreparedStatement put;
    private final PreparedStatement forget;
    private final PreparedStatement oldestKept;
    private Instant nextLook = Instant.MIN;
    private Instant nextCount = Instant.MIN;
    private Instant tooMany = Instant.EPOCH; // what came before

    ReceiptTable(Connection connection) throws SQLException {
        this(connection, MOST);
    }

    /// @param most how many are kept
    ReceiptTable(Connection connection, int most) throws SQLException {
        put =
                connection.prepareStatement(
                        "insert or replace into receipt(source, key, bytes, digest, whole,"
                                + " accepted, first, last, received) values(?,?,?,?,?,?,?,?,?)");
        forget =
                connection.prepareStatement(
                        "delete from receipt where (source, key) in (select source, key"
                                + " from receipt where received < ? order by received limit ?)");
        oldestKept =
                connection.prepareStatement(
                        "select received from receipt order by received desc limit 1 offset "
                                + (most - 1));
    }

    /// Keeps the receipts that these batches bring, and forgets some whose time is over: twice as
    /// many as came, so that they never gather.
    void keep(List<Batch> batches, Instant received) throws SQLException {
        int kept = 0;
        for (Batch batch : batches) {
            if (batch.receipt().isEmpty()) continue;
            put(batch.source().name(), batch.receipt().get(), received);
            kept++;
        }
        if (kept == 0 && received.isBefore(nextLook)) return;
        nextLook = received.plus(BETWEEN_LOOKS);
        Instant over = received.minus(Receipt.KEPT);
        forget.setLong(1, (tooMany.isAfter(over) ? tooMany : over).toEpochMilli());
        forget.setInt(2, 2 * kept + FEW);
        forget.executeUpdate();
        // After the first write: SQLite waits for another writer only if nothing was read before.
        if (!received.isBefore(nextCount)) count(received);
    }

    private void count(Instant received) throws SQLException {
        nextCount = received.plus(BETWEEN_COUNTS);
        try (ResultSet row = oldestKept.executeQuery()) {
            if (row.next()) tooMany = Instant.ofEpochMilli(row.getLong(1));
        }
    }

    private void put(String source, Receipt receipt, Instant received) throws SQLException {
        put.setString(1, source);
        put.setString(2, receipt.key());
        put.setLong(3, receipt.bytes());
        put.setString(4, receipt.digest());
        put.setBoolean(5, receipt.whole());
        put.setLong(6, receipt.accepted().count());
        put.setLong(7, receipt.accepted().first().orElse(0));
        put.setLong(8, receipt.accepted().last().orElse(0));
        put.setLong(9, received.toEpochMilli());
        put.executeUpdate();
    }

    /// @param since older ones are over, although they may still be there
    static Optional<Receipt> find(Connection connection, String source, String key, Instant since)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "select bytes, digest, whole, accepted, first, last from receipt"
                                + " where source = ? and key = ? and received >= ?")) {
            statement.setString(1, source);
            statement.setString(2, key);
            statement.setLong(3, since.toEpochMilli());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(receipt(key, row)) : Optional.empty();
            }
        }
    }

    private static Receipt receipt(String key, ResultSet row) throws SQLException {
        return new Receipt(key, row.getLong(1), row.getString(2), row.getBoolean(3), accepted(row));
    }

    private static Accepted accepted(ResultSet row) throws SQLException {
        long count = row.getLong(4);
        if (count == 0) return Accepted.NOTHING;
        return new Accepted(
                count, OptionalLong.of(row.getLong(5)), OptionalLong.of(row.getLong(6)));
    }

    @Override
    public void close() throws SQLException {
        put.close();
        forget.close();
        oldestKept.close();
    }
}
