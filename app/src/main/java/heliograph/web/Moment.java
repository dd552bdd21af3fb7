package heliograph.web;

import heliograph.journal.EntryId;
import heliograph.source.Quantities;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// A place in the past, as clients write it: an id, a time (RFC 3339), or so long ago.
sealed interface Moment {
    record Id(EntryId id) implements Moment {}

    record At(Instant instant) implements Moment {}

    /// @param name of the parameter, for the error
    /// @throws ProblemException 400 when it is none of the three
    static Moment parse(String name, String text, InstantSource clock) {
        Optional<EntryId> id = EntryId.parse(text);
        if (id.isPresent()) return new Id(id.get());
        return Quantities.duration(text)
                .map(ago -> new At(clock.instant().minus(ago)))
                .orElseGet(() -> new At(instant(name, text)));
    }

    private static Instant instant(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            throw QueryParameters.bad(
                    "'"
                            + name
                            + "' is an id such as k3f9-42, a time such as 2026-11-22T15:00:00Z,"
                            + " or a duration such as 15m, not '"
                            + text
                            + "'");
        }
    }
}
