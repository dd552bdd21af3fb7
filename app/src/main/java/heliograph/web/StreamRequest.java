package heliograph.web;

import heliograph.broadcast.Lag;
import heliograph.broadcast.Start;
import heliograph.journal.EntryId;
import heliograph.query.Filter;
import heliograph.search.History;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// What a subscriber asks for: where to begin, and what to be shown.
record StreamRequest(Start start, Filter filter, Lag lag) {
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final int MOST_LAST = 10_000; // messages

    // Polyfills of EventSource send the id in the query, under either name.
    private static final String[] PARAMETERS = {
        "last", "since", "lag", "lastEventId", "last_event_id"
    };

    /// @param instead what a client can read that takes no stream
    /// @throws ProblemException 406 when it does not take one
    static void requireAccepted(ServerRequest request, String instead) {
        if (request.headers().isAccepted(MediaTypes.TEXT_EVENT_STREAM)) return;
        throw Problem.of(
                        Status.NOT_ACCEPTABLE_406,
                        "this is a text/event-stream; accept that, or read " + instead)
                .exception();
    }

    /// @throws ProblemException 400 when a parameter is unknown or cannot be read
    static StreamRequest of(ServerRequest request, InstantSource clock, History history)
            throws InterruptedException {
        QueryParameters query = QueryParameters.withFilter(request.query(), PARAMETERS);
        Filter filter = query.filter();
        Lag lag = lag(query.one("lag"));
        Optional<Start> start = start(request, query, clock);
        if (start.isPresent()) return new StreamRequest(start.get(), filter, lag);
        Optional<Integer> last = query.number("last", 0, MOST_LAST);
        if (last.isEmpty()) return new StreamRequest(new Start.Newest(), filter, lag);
        Start at = new Start.At(history.firstOfLast(last.get(), filter));
        return new StreamRequest(at, filter, lag);
    }

    private static Lag lag(Optional<String> lag) {
        return switch (lag.orElse("keep")) {
            case "keep" -> Lag.KEEP;
            case "skip" -> Lag.SKIP;
            default ->
                    throw QueryParameters.bad(
                            "'lag' can be keep or skip, not '" + lag.orElseThrow() + "'");
        };
    }

    /// The header comes first: an EventSource that connects again repeats its old URL, and says in
    /// the header how far it came since.
    private static Optional<Start> start(
            ServerRequest request, QueryParameters query, InstantSource clock) {
        Optional<String> seen =
                request.headers()
                        .first(LAST_EVENT_ID)
                        .filter(id -> !id.isEmpty())
                        .or(() -> query.one("lastEventId"))
                        .or(() -> query.one("last_event_id"));
        if (seen.isPresent()) return Optional.of(new Start.After(EntryId.parse(seen.get())));
        return query.one("since").map(since -> start(Moment.parse("since", since, clock)));
    }

    private static Start start(Moment since) {
        return switch (since) {
            case Moment.Id(EntryId id) -> new Start.After(Optional.of(id));
            case Moment.At(Instant instant) -> new Start.Since(instant);
        };
    }
}
