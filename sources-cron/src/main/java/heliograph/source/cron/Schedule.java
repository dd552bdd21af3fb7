package heliograph.source.cron;

import static java.time.ZoneOffset.UTC;
import static java.time.temporal.ChronoUnit.SECONDS;

import com.cronutils.model.time.ExecutionTime;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/// When to tick: the times of a crontab line, in a time zone.
///
/// Where the zone's clock is put forward or back, it does what crontab users know from Vixie cron.
/// A schedule for any hour (`*` or `*/n`) goes by what the clock shows: times that are skipped do
/// not tick, times that come twice tick twice. A schedule for certain hours ticks once: for what is
/// skipped when the clock jumps, and only at the first of two equal times.
final class Schedule {
    private static final ZonedDateTime LONG_AGO = ZonedDateTime.of(2000, 1, 1, 0, 0, 0, 0, UTC);

    private final ExecutionTime times;
    private final boolean anyHour;
    private final ZoneId zone;

    private Schedule(ExecutionTime times, boolean anyHour, ZoneId zone) {
        this.times = times;
        this.anyHour = anyHour;
        this.zone = zone;
    }

    /// @throws IllegalArgumentException when it is not a schedule, or one that never comes; says
    ///     what to write
    static Schedule parse(String text, ZoneId zone) {
        CrontabLine line = CrontabLine.parse(text);
        ExecutionTime times = line.times();
        if (times.nextExecution(LONG_AGO).isEmpty()) {
            throw new IllegalArgumentException(
                    "that day never comes; write one that its month has, such as 0 8 28 2 *");
        }
        return new Schedule(times, line.anyHour(), zone);
    }

    /// The first tick after an instant.
    Instant after(Instant instant) {
        ZonedDateTime now = instant.atZone(zone).truncatedTo(SECONDS);
        return anyHour ? next(now).toInstant() : instantOf(nextLocal(now));
    }

    private LocalDateTime nextLocal(ZonedDateTime now) {
        LocalDateTime shown = now.toLocalDateTime();
        ZoneOffsetTransition change = zone.getRules().getTransition(shown);
        if (change != null
                && change.isOverlap()
                && now.getOffset().equals(change.getOffsetAfter())) {
            // The second of two equal hours: all that it shows has been seen.
            shown = change.getDateTimeBefore().minusSeconds(1);
        }
        return next(shown.atZone(UTC)).toLocalDateTime();
    }

    private Instant instantOf(LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change != null && change.isGap()) return change.getInstant();
        return local.atZone(zone).toInstant();
    }

    private ZonedDateTime next(ZonedDateTime time) {
        return times.nextExecution(time)
                .orElseThrow(() -> new IllegalStateException("no tick in the next 100 years"));
    }
}
