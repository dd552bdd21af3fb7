package heliograph.source.filetail;

import java.time.Duration;

/// How often to look. Events only make it sooner.
///
/// @param active the pause between reads while lines come; it doubles while none do
/// @param idle the longest pause between reads
/// @param scan the time between two looks at the directories
/// @param quiet how long a file that was rotated away or deleted must be silent at its end until
///     it is finished: a silence, never a deadline
record Pace(Duration active, Duration idle, Duration scan, Duration quiet) {
    static final Pace USUAL =
            new Pace(
                    Duration.ofMillis(200),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30));

    /// The pause after a look that found nothing.
    Duration slower(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(idle) < 0 ? doubled : idle;
    }
}
