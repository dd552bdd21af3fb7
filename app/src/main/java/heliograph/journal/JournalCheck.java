package heliograph.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Looks at all of a journal, also while its hub runs: whether SQLite finds its file in order, and
/// whether each entry is what was written. Changes nothing. Used by one thread.
public final class JournalCheck {
    private static final int BLOCKS = 1000; // of one query: then the write-ahead log may be reset
    private static final int MOST_PROBLEMS = 100; // told one by one

    /// What was found.
    ///
    /// @param epochs first offset → name
    /// @param damaged how many entries are not what was written
    /// @param problems in words, one for each line; empty when all is good
    public record Report(
            Path file,
            JournalStock stock,
            Map<Long, String> epochs,
            long damaged,
            List<String> problems) {

        public boolean good() {
            return problems.isEmpty();
        }
    }

    private final Connection connection;
    private final Map<Long, String> epochs = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private long entries;
    private long oldest;
    private long newest; // the last offset looked at
    private long damaged;

    private JournalCheck(Connection connection) {
        this.connection = connection;
    }

    /// Checks the journal of a directory.
    ///
    /// @throws JournalException when there is none, or it is no journal at all
    public static Report of(Path directory) {
        JournalFile file = JournalFile.existing(directory);
        try (Connection connection = file.readOnly()) {
            Schema.refuseOthers(connection);
            JournalCheck check = new JournalCheck(connection);
            check.run();
            return new Report(
                    file.path().toAbsolutePath(),
                    new JournalStock(check.entries, check.oldest, check.newest),
                    check.epochs,
                    check.damaged,
                    check.problems);
        } catch (SQLException e) {
            throw new JournalException(
                    "cannot check " + file.path().toAbsolutePath() + ": " + e.getMessage(), e);
        }
    }

    private void run() {
        try {
            askSqlite();
            epochs.putAll(JournalFile.readEpochs(connection));
            while (readBlocks()) {}
        } catch (SQLException e) {
            tell("behind offset %d it cannot be read: %s".formatted(newest, e.getMessage()));
        }
    }

    private void askSqlite() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("pragma quick_check")) {
            while (rows.next()) {
                String finding = rows.getString(1);
                if (!finding.equals("ok")) tell("SQLite: " + finding.replace('\n', ' '));
            }
        }
    }

    /// Returns whether there may be more.
    private boolean readBlocks() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        JournalReaders.COLUMNS + "where first > ? order by first limit ?")) {
            statement.setLong(1, newest);
            statement.setInt(2, BLOCKS);
            int read = 0;
            try (ResultSet row = statement.executeQuery()) {
                for (; row.next(); read++) look(JournalReaders.block(row));
            }
            return read == BLOCKS;
        }
    }

    private void look(Block block) throws SQLException {
        boolean follows = entries == 0 || block.first() == newest + 1;
        if (!follows && !epochs.containsKey(block.first()) && !forgotten(newest + 1)) {
            tell("offsets %d to %d are missing".formatted(newest + 1, block.first() - 1));
        }
        if (entries == 0) oldest = block.first();
        entries += block.count();
        newest = block.last();
        for (int i = block.nextDamaged(0); i < block.count(); ) {
            int intact = block.nextIntact(i);
            damaged += intact - i;
            tell(damage(block.first() + i, block.first() + intact - 1));
            i = block.nextDamaged(intact);
        }
    }

    private static String damage(long from, long to) {
        return from == to
                ? "offset %d is damaged".formatted(from)
                : "offsets %d to %d are damaged".formatted(from, to);
    }

    /// Whether retention has passed by meanwhile.
    private boolean forgotten(long offset) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select min(first) from block")) {
            return row.next() && row.getLong(1) > offset;
        }
    }

    private void tell(String problem) {
        if (problems.size() < MOST_PROBLEMS) problems.add(problem);
        if (problems.size() == MOST_PROBLEMS) problems.add("… and more");
    }
}
