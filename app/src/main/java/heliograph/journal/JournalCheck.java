package heliograph.journal;

import java.nio.file.Path;
import java.sql.Connection;
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
    private static final int PAGE = 4 << 20; // bytes of one query
    private static final int MOST_PROBLEMS = 100; // told one by one

    /// What was found.
    ///
    /// @param epochs first offset → name
    /// @param damaged how many entries are not what was written
    /// @param lost how many the journal knows to be lost, since it was salvaged or cut off
    /// @param problems in words, one for each line; empty when all is good
    public record Report(
            Path file,
            JournalStock stock,
            Map<Long, String> epochs,
            long damaged,
            long lost,
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
    private long lost;

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
                    new JournalStock(
                            check.entries, check.oldest, check.entries == 0 ? 0 : check.newest),
                    check.epochs,
                    check.damaged,
                    check.lost,
                    check.problems);
        } catch (SQLException e) {
            throw new JournalException(
                    "cannot check " + file.path().toAbsolutePath() + ": " + e.getMessage(), e);
        }
    }

    private void run() {
        try {
            askSqlite();
            epochs.putAll(EpochTable.read(connection));
            newest = Holes.floor(connection) - 1;
            for (var page = page(); !page.isEmpty(); page = page()) {
                for (Block block : page) look(block);
            }
            lookForMore();
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

    /// What follows. Each page is a query of its own: between them the log may be reset.
    private List<Block> page() throws SQLException {
        return BlockRows.page(connection, newest + 1, PAGE);
    }

    private void look(Block block) throws SQLException {
        if (block.first() > newest + 1) miss(newest + 1, block.first() - 1);
        if (entries == 0) oldest = block.first();
        entries += block.count();
        newest = block.last();
        for (int i = block.nextDamaged(0); i < block.count(); ) {
            int intact = block.nextIntact(i);
            damaged += intact - i;
            tell(offsets(block.first() + i, block.first() + intact - 1, "damaged"));
            i = block.nextDamaged(intact);
        }
    }

    /// Offsets that are not there: forgotten meanwhile, or lost long ago, or a finding.
    private void miss(long first, long last) throws SQLException {
        long from = Math.max(first, Holes.floor(connection));
        if (from > last) return;
        Holes holes = Holes.read(connection);
        long known = holes.countFrom(from) - holes.countFrom(last + 1);
        lost += known;
        if (known < last - from + 1) tell(offsets(from, last, "missing"));
    }

    private void lookForMore() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select max(first) from block")) {
            if (row.next() && row.getLong(1) > newest) {
                tell("the blocks behind offset %d cannot be read".formatted(newest));
            }
        }
    }

    private static String offsets(long first, long last, String what) {
        return first == last
                ? "offset %d is %s".formatted(first, what)
                : "offsets %d to %d are %s".formatted(first, last, what);
    }

    private void tell(String problem) {
        if (problems.size() < MOST_PROBLEMS) problems.add(problem);
        if (problems.size() == MOST_PROBLEMS) problems.add("… and more");
    }
}
