package heliograph.source.filetail;

import heliograph.source.SourceConfig;

import java.time.Duration;

/// How often to look. Events only make it sooner.
///
/// @param poll the pause between reads of open files while lines come, and always where nothing
///     tells of changes
/// @param pollAtMost the longest pause between reads, reached while nothing comes
/// @param discover the least time between two looks at all paths; so many files that a look takes
///     long are looked at less often
/// @param rotateWait how long a file that was rotated away or deleted must be silent at its end
///     until it is finished: a silence, never a deadline
/// @param closeInactive how long a file must be silent until it is closed; the next change that a
///     look shows opens it again
record Pace(
        Duration poll,
        Duration pollAtMost,
        Duration discover,
        Duration rotateWait,
        Duration closeInactive) {
    // To look at a path takes some 10 µs: so rarely, it takes one percent of a core.
    private static final Duration FOR_EACH_PATH = Duration.ofMillis(1);

    static Pace from(SourceConfig config) {
        Duration poll = positive(config, "poll-interval", Duration.ofMillis(200));
        Duration pollAtMost =
                positive(config, "poll-interval-max", longer(poll, Duration.ofSeconds(1)));
        if (pollAtMost.compareTo(poll) < 0) {
            throw config.invalid("poll-interval-max", "it must not be shorter than poll-interval");
        }
        return new Pace(
                poll,
                pollAtMost,
                positive(config, "discover-interval", Duration.ofSeconds(1)),
                config.duration("rotate-wait", Duration.ofSeconds(30)),
                positive(config, "close-inactive", Duration.ofMinutes(1)));
    }

    private static Duration positive(SourceConfig config, String key, Duration absent) {
        Duration duration = config.duration(key, absent);
        if (!duration.isPositive()) throw config.invalid(key, "write a duration longer than 0");
        return duration;
    }

    /// The pause after a look that found nothing.
    Duration slower(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(pollAtMost) < 0 ? doubled : pollAtMost;
    }

    /// The time from one look at so many paths to the next.
    Duration afterLook(int paths) {
        return longer(discover, FOR_EACH_PATH.multipliedBy(paths));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }
}
