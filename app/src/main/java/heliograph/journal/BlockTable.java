package heliograph.journal;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.source.Checkpoint;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/// The writer's statements. Used by the writer's thread.
final class BlockTable implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(BlockTable.class.getName());

    private static final String INSERT =
            "insert into block(first, count, received, crc, checks, body) values(?,?,?,?,?,?)";

    private final Connection connection;
    private final PreparedStatement insertBlock;
    private final PreparedStatement deleteBlock;
    private final CheckpointTable checkpoints;

    BlockTable(Connection connection) throws SQLException {
        this.connection = connection;
        insertBlock = connection.prepareStatement(INSERT);
        deleteBlock = connection.prepareStatement("delete from block where first = ?");
        checkpoints = new CheckpointTable(connection);
    }

    /// One transaction; it is on disk when this returns.
    void commit(List<Block> blocks, List<Batch> batches) throws SQLException {
        for (Block block : blocks) insert(insertBlock, block);
        for (Batch batch : batches) {
            for (Checkpoint checkpoint : batch.checkpoints()) {
                checkpoints.keep(batch.source(), checkpoint);
            }
        }
        connection.commit();
    }

    /// Writes a block to disk and takes it back, to see whether that can be done.
    void tryOut(long first) throws SQLException {
        insert(insertBlock, Block.of(first, Instant.EPOCH, new byte[0], new int[0]));
        deleteBlock.setLong(1, first);
        deleteBlock.executeUpdate();
        connection.commit();
    }

    /// Empties the write-ahead log, as far as nobody reads from it and the disk has the room: what
    /// it takes is used again then.
    void emptyLog() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma wal_checkpoint(passive)");
            connection.commit();
        } catch (SQLException _) {
            rollback(); // the log stays as it is
        }
    }

    /// Does what the next commit will do and rolls it back, so that damage where the journal grows
    /// is met before anybody is promised anything.
    static void rehearse(Connection connection, long next) throws SQLException {
        byte[] body = new byte[BlockAssembler.BLOCK_SIZE];
        Block block = Block.of(next, Instant.EPOCH, body, new int[] {body.length});
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                Statement statement = connection.createStatement()) {
            insert(insert, block);
            // The other small tables are in one page or a few, all of which are met.
            statement.execute("update checkpoint set value = value");
            statement.execute("update receipt set received = received where received < 0");
        } finally {
            connection.rollback();
        }
    }

    /// Copies blocks into a journal, damaged entries as damaged ones.
    static void copy(Connection connection, List<Block> blocks) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Block block : blocks) insert(insert, block);
        }
    }

    private static void insert(PreparedStatement insert, Block block) throws SQLException {
        insert.setLong(1, block.first());
        insert.setInt(2, block.count());
        insert.setLong(3, block.received().toEpochMilli());
        byte[] checks = block.checks();
        insert.setLong(4, block.crc(checks));
        insert.setBytes(5, checks);
        insert.setBytes(6, block.body());
        insert.executeUpdate();
    }

    void rollback() {
        try {
            connection.rollback();
        } catch (SQLException _) {
            beginAnew();
        }
    }

    /// On a full disk SQLite rolls back by itself. The driver would believe in its transaction for
    /// ever, and each later insert would be one of its own.
    private void beginAnew() {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException _) {
            // It ends the transaction that is not there; what counts is that it forgets it.
        }
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            LOGGER.log(WARNING, "a failed transaction could not be rolled back", e);
        }
    }

    @Override
    public void close() throws SQLException {
        insertBlock.close();
        deleteBlock.close();
        checkpoints.close();
        connection.close();
    }
}
