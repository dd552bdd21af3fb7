package heliograph.journal;

import heliograph.journal.Witness.Testimony;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;

/// What a journal that is being opened says of itself, and its witness of it.
///
/// @param last the last block
/// @param floor the offset before which everything was forgotten on purpose
/// @param epochs first offset → name
/// @param oldest the oldest offset kept; `next` when there is none
/// @param next the offset that comes next
record Findings(
        Optional<Block> last,
        long floor,
        NavigableMap<Long, String> epochs,
        long oldest,
        long next) {

    static Findings of(Connection connection, Witness witness) throws SQLException {
        Optional<Block> last = BlockRows.last(connection);
        long end = end(last);
        long floor = believable(Holes.floor(connection), end, witness);
        NavigableMap<Long, String> epochs = EpochTable.read(connection);
        epochs.keySet().removeIf(first -> first != believable(first, end, witness));
        long reached = Math.max(end, witness.reached());
        long next = Math.max(Math.max(reached + 1, floor), newestEpoch(epochs));
        Optional<Block> oldest = BlockRows.page(connection, 1, 1).stream().findFirst();
        return new Findings(last, floor, epochs, oldest.map(Block::first).orElse(next), next);
    }

    /// The offset, unless a good witness says that the journal never came so far: then 1.
    private static long believable(long offset, long end, Witness witness) {
        boolean known = witness.testimony() instanceof Testimony.Reached;
        return known && offset > Math.max(end, witness.reached()) + 1 ? 1 : offset;
    }

    /// The last offset there is; 0 when there is none.
    long end() {
        return end(last);
    }

    private static long end(Optional<Block> last) {
        return last.map(Block::last).orElse(0L);
    }

    /// Where the newest epoch begins.
    private static long newestEpoch(NavigableMap<Long, String> epochs) {
        return epochs.isEmpty() ? 1 : epochs.lastKey();
    }

    boolean isNew() {
        return epochs.isEmpty() && last.isEmpty();
    }

    /// Whether the end is missing, and no epoch that began since says so.
    boolean isCutOff() {
        return end() + 1 < next && (newestEpoch(epochs) < next || isNew());
    }

    /// Where the next epoch begins. With none left, those entries that are have no other name.
    long nextEpoch() {
        return epochs.isEmpty() && last.isPresent() ? 1 : next;
    }

    Position position() {
        return new Position(oldest, next, last.map(Block::received).orElse(Instant.EPOCH));
    }
}
