package heliograph.journal;

import java.sql.SQLException;
import java.util.OptionalLong;

/// Finds where reading works again behind a place where it does not: goes away from it in growing
/// steps until something can be read, then halves its way back to the first such place.
final class Leap {
    private static final long FARTHEST = 1L << 40; // offsets

    /// Steps grow by an eighth: so much of what follows a damaged stretch may be overlooked if
    /// another one lies there. To double them would need fewer tries, and overlook more.
    private static final int GROWTH = 8;

    private Leap() {}

    @FunctionalInterface
    interface Attempt {
        /// @throws SQLException when it cannot be read at that distance
        void read(long distance) throws SQLException;
    }

    /// The least distance at which the attempt succeeds; empty when it does so nowhere.
    ///
    /// @throws SQLException when it fails for another reason than damage
    static OptionalLong least(Attempt attempt) throws SQLException {
        long failing = 0;
        long working = 1;
        while (!works(attempt, working)) {
            failing = working;
            working += 1 + working / GROWTH;
            if (working > FARTHEST) return OptionalLong.empty();
        }
        while (working - failing > 1) {
            long middle = failing + (working - failing) / 2;
            if (works(attempt, middle)) working = middle;
            else failing = middle;
        }
        return OptionalLong.of(working);
    }

    private static boolean works(Attempt attempt, long distance) throws SQLException {
        try {
            attempt.read(distance);
            return true;
        } catch (SQLException e) {
            if (!Damage.isIn(e)) throw e;
            return false;
        }
    }
}
