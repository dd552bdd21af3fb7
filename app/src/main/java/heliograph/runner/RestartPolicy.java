package heliograph.runner;

import heliograph.source.SourceConfig;

import java.time.Duration;

/// When a source that failed is called again: after a pause that doubles from the first to the
/// longest; and from a number of failures in a row on it is flapping, and rests in between.
///
/// @param limit failures in a row
record RestartPolicy(Duration first, Duration longest, int limit, Duration rest) {
    static final RestartPolicy USUAL =
            new RestartPolicy(
                    Duration.ofSeconds(1), Duration.ofMinutes(1), 20, Duration.ofMinutes(15));

    private static final Duration GOOD_RUN = Duration.ofMinutes(1);

    /// Reads `restart: { first-pause: 1s, longest-pause: 1m, limit: 20, rest: 15m }`.
    static RestartPolicy read(SourceConfig restart) {
        return new RestartPolicy(
                pause(restart, "first-pause", USUAL.first),
                pause(restart, "longest-pause", USUAL.longest),
                (int) restart.number("limit", 1, 1_000_000, USUAL.limit),
                pause(restart, "rest", USUAL.rest));
    }

    private static Duration pause(SourceConfig restart, String key, Duration absent) {
        Duration pause = restart.duration(key, absent);
        if (pause.toMillis() < 1 || pause.compareTo(Duration.ofDays(1)) > 0) {
            throw restart.invalid(key, "write a duration from 1ms to 1d");
        }
        return pause;
    }

    boolean isFlapping(int failuresInRow) {
        return failuresInRow >= limit;
    }

    /// The pause after so many failures in a row, without jitter.
    Duration pauseAfter(int failuresInRow) {
        if (isFlapping(failuresInRow)) return rest;
        Duration pause = first;
        for (int i = 1; i < failuresInRow && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    /// Whether a run of that length ends a row of failures.
    boolean isGood(Duration run) {
        return run.compareTo(GOOD_RUN) > 0;
    }
}
