package heliograph.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// Arrival times that never go back, even when the system's clock does: `since`, `until` and
/// retention search by them. Used by the writer's thread.
final class Arrivals {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private Instant last;

    Arrivals(InstantSource clock, Instant last) {
        this.clock = clock;
        this.last = last;
    }

    /// The present as a stamp of [Batch#STAMP_LENGTH] bytes.
    byte[] next() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (now.isAfter(last)) last = now;
        return STAMP.format(last).getBytes(US_ASCII);
    }

    Instant last() {
        return last;
    }
}
