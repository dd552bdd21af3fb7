package heliograph.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// How much is kept: what is over any of the limits may be forgotten, oldest first. Only decides;
/// [Forgetting] does it.
///
/// @param age since its arrival
/// @param size of the journal's files, in bytes
/// @param count of entries
public record Retention(Optional<Duration> age, OptionalLong size, OptionalLong count) {
    public static final Retention UNLIMITED =
            new Retention(Optional.empty(), OptionalLong.empty(), OptionalLong.empty());

    private static final long MOST_FOR_LOG = 64 << 20; // bytes

    // Rarer checkpoints: each stops the commits for two more fsyncs.
    private static final long MOST_UNTIL_EMPTIED = 16_000 << 10; // bytes

    /// Which limit it was.
    enum Reason {
        AGE,
        SIZE,
        COUNT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Why the oldest block may be forgotten, if it may.
    ///
    /// @param room bytes until the database has the size it may have; negative when it is over
    /// @param newest the newest offset
    Optional<Reason> reasonToForget(OldBlock oldest, Instant now, long room, long newest) {
        if (isOver(age, oldest, now)) return Optional.of(Reason.AGE);
        if (size.isPresent() && room < 0) return Optional.of(Reason.SIZE);
        long kept = newest - oldest.first() + 1;
        if (count.isPresent() && kept > count.getAsLong()) return Optional.of(Reason.COUNT);
        return Optional.empty();
    }

    private static boolean isOver(Optional<Duration> age, OldBlock oldest, Instant now) {
        Duration old = Duration.between(oldest.received(), now);
        return age.isPresent() && old.compareTo(age.get()) > 0;
    }

    /// What the write-ahead log may take of the size, in bytes.
    long sizeOfLog() {
        return size.isPresent() ? Math.min(MOST_FOR_LOG, size.getAsLong() / 4) : MOST_FOR_LOG;
    }

    /// From so many bytes on the log is emptied: early enough that large commits still fit.
    long sizeOfLogUntilEmptied() {
        return Math.min(MOST_UNTIL_EMPTIED, sizeOfLog() / 4);
    }

    /// What must be held back so that a log of that length can be emptied into a file that has to
    /// grow for it, and something can be deleted then; in bytes.
    long sizeOfReserve() {
        return 2 * sizeOfLogUntilEmptied();
    }

    /// What is left for the database, in bytes.
    long sizeOfDatabase() {
        return size.isPresent() ? size.getAsLong() - sizeOfLog() : Long.MAX_VALUE;
    }
}
