package heliograph.journal;

import heliograph.journal.Holes.Hole;

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
    private static final int PAGE = 1 << 20; // bytes of one query: then the log may be reset
    private static final int MOST_TOLD = 100; // of problems and of losses, one by one

    /// What was found.
    ///
    /// @param epochs first offset → name
    /// @param lost how many entries were lost earlier, as the journal itself knows
    /// @param losses which, in words, one for each line
    /// @param damaged how many entries are not what was written
    /// @param problems in words, one for each line; empty when all is good
    public record Report(
            Path file,
            JournalStock stock,
            Map<Long, String> epochs,
            long lost,
            List<String> losses,
            long damaged,
            List<String> problems) {

        public boolean good() {
            return problems.isEmpty();
        }
    }

    private final Connection connection;
    private final Map<Long, String> epochs = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();
    private long lost;
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
                    check.lost,
                    check.losses,
                    check.damaged,
                    check.problems);
        } catch (SQLException e) {
            throw new JournalException(
                    "cannot check " + file.path().toAbsolutePath() + ": " + e.getMessage(), e);
        }
    }

    private void run() {
        askSqlite();
        try {
            epochs.putAll(EpochTable.read(connection));
            Holes holes = Holes.read(connection);
            tellWhatWasLost(holes);
            for (List<Block> page = next(); !page.isEmpty(); page = next()) {
                for (Block block : page) look(block, holes);
            }
            lookBehindTheLast();
        } catch (SQLException e) {
            tell("behind offset %d it cannot be read: %s".formatted(newest, e.getMessage()));
        }
    }

    private List<Block> next() throws SQLException {
        return BlockRows.page(connection, newest + 1, PAGE);
    }

    /// It may end with an error at what it finds; that is no reason not to look at the messages.
    private void askSqlite() {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("pragma quick_check")) {
            while (rows.next()) {
                String finding = rows.getString(1);
                if (!finding.equals("ok")) tell("SQLite: " + finding.replace('\n', ' '));
            }
        } catch (SQLException e) {
            tell("SQLite: " + e.getMessage());
        }
    }

    private void tellWhatWasLost(Holes holes) throws SQLException {
        for (Hole hole : holes.from(Holes.floor(connection))) {
            lost += hole.last() - hole.first() + 1;
            tell(losses, "lost earlier: " + offsets(hole.first(), hole.last()));
        }
    }

    private void look(Block block, Holes holes) throws SQLException {
        if (block.first() > newest + 1) lookBetween(newest + 1, block.first() - 1, holes);
        if (entries == 0) oldest = block.first();
        entries += block.count();
        newest = block.last();
        for (int i = block.nextDamaged(0); i < block.count(); ) {
            int intact = block.nextIntact(i);
            damaged += intact - i;
            tell(range(block.first() + i, block.first() + intact - 1, "damaged"));
            i = block.nextDamaged(intact);
        }
    }

    private void lookBetween(long from, long to, Holes holes) throws SQLException {
        long first = Math.max(from, Holes.floor(connection)); // retention may pass by meanwhile
        long missing = to - first + 1;
        long known = holes.countFrom(first) - holes.countFrom(to + 1);
        if (missing <= 0 || missing == known) return;
        damaged += missing;
        tell(range(first, to, "missing, or damaged altogether"));
    }

    /// What is no block at all is read as nothing.
    private void lookBehindTheLast() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select max(first) from block")) {
            if (!row.next() || row.getLong(1) <= newest) return;
            damaged++;
            tell("what begins at offset %d is damaged".formatted(row.getLong(1)));
        }
    }

    private static String range(long from, long to, String what) {
        return offsets(from, to) + (from == to ? " is " : " are ") + what;
    }

    private static String offsets(long from, long to) {
        return from == to ? "offset " + from : "offsets %d to %d".formatted(from, to);
    }

    private void tell(String problem) {
        tell(problems, problem);
    }

    private static void tell(List<String> lines, String line) {
        if (lines.size() < MOST_TOLD) lines.add(line);
        else if (lines.size() == MOST_TOLD) lines.add("… and more");
    }
}
