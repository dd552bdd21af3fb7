package heliograph.web;

import static heliograph.stream.JsonP.JSON;

import heliograph.journal.Block;
import heliograph.journal.Journal;
import heliograph.stream.OpenStreams;
import heliograph.stream.StreamState;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/// `GET /api/subscribers`: who is connected, and how far behind; the farthest first.
final class SubscribersRoute implements Handler {
    private final OpenStreams streams;
    private final Journal journal;
    private final InstantSource clock;

    SubscribersRoute(OpenStreams streams, Journal journal, InstantSource clock) {
        this.streams = streams;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws InterruptedException {
        QueryParameters.withoutAny(request.query());
        List<StreamState> states =
                streams.states().stream()
                        .sorted(Comparator.comparingLong(StreamState::behind).reversed())
                        .toList();
        JsonArrayBuilder rows = JSON.createArrayBuilder();
        for (StreamState state : states) rows.add(row(state));
        response.send(JSON.createObjectBuilder().add("subscribers", rows).build());
    }

    private JsonObjectBuilder row(StreamState state) throws InterruptedException {
        return JSON.createObjectBuilder()
                .add("address", state.client().address())
                .add("query", state.client().query())
                .add("since", state.client().since().toString())
                .add("place", state.place().toString())
                .add("behind", state.behind())
                .add("behindSeconds", secondsBehind(state))
                .add("stalled", state.stalled());
    }

    /// The age of what comes next, in seconds.
    private long secondsBehind(StreamState state) throws InterruptedException {
        if (state.behind() == 0) return 0;
        Instant now = clock.instant();
        return journal.page(state.next(), 1).stream()
                .findFirst()
                .map(Block::received)
                .map(received -> Math.max(0, Duration.between(received, now).toSeconds()))
                .orElse(0L);
    }
}
