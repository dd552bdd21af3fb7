package heliograph.web;

import heliograph.broadcast.Start;
import heliograph.journal.EntryId;
import heliograph.query.Filter;
import heliograph.source.Quantities;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/// What a subscriber asks for: where to begin, and what to be shown.
record StreamRequest(Start start, Filter filter) {
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final int MOST_LAST = 10_000; // messages

    // Polyfills of EventSource send the id in the query, under either name.
    private static final Set<String> PARAMETERS =
            Set.of("source", "level", "q", "last", "since", "lag", "lastEventId", "last_event_id");

    /// @throws ProblemException 400 when a parameter is unknown or cannot be read
    static StreamRequest of(ServerRequest request, InstantSource clock) {
        QueryParameters query = new QueryParameters(request.query(), PARAMETERS);
        Filter filter = Filter.of(query.all("source"), query.all("level"), query.one("q"));
        query.first("lag")
                .filter(lag -> !lag.equals("keep"))
                .ifPresent(
                        lag -> {
                            throw QueryParameters.bad("'lag' can only be keep, not '" + lag + "'");
                        });
        return new StreamRequest(start(request, query, clock), filter);
    }

    /// The header comes first: an EventSource that connects again repeats its old URL, and says in
    /// the header how far it came since.
    private static Start start(ServerRequest request, QueryParameters query, InstantSource clock) {
        Optional<String> seen =
                request.headers()
                        .first(LAST_EVENT_ID)
                        .filter(id -> !id.isEmpty())
                        .or(() -> query.first("lastEventId"))
                        .or(() -> query.first("last_event_id"));
        if (seen.isPresent()) return new Start.After(EntryId.parse(seen.get()));
        Optional<String> since = query.first("since");
        if (since.isPresent()) return since(since.get(), clock);
        return query.number("last", 0, MOST_LAST)
                .<Start>map(Start.Last::new)
                .orElseGet(Start.Newest::new);
    }

    private static Start since(String since, InstantSource clock) {
        Optional<EntryId> id = EntryId.parse(since);
        if (id.isPresent()) return new Start.After(id);
        return Quantities.duration(since)
                .map(ago -> new Start.Since(clock.instant().minus(ago)))
                .orElseGet(() -> new Start.Since(instant(since)));
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            throw QueryParameters.bad(
                    "'since' is an id such as k3f9-42, a time such as 2026-11-22T15:00:00Z,"
                            + " or a duration such as 15m, not '"
                            + text
                            + "'");
        }
    }
}
