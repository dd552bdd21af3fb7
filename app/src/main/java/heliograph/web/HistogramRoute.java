package heliograph.web;

import static heliograph.stream.JsonP.JSON;

import heliograph.journal.Block;
import heliograph.query.EntryHead;
import heliograph.query.Filter;
import heliograph.query.Level;
import heliograph.search.History;
import heliograph.search.Order;
import heliograph.search.Span;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import jakarta.json.JsonObjectBuilder;

import java.time.Instant;
import java.util.Optional;

/// `GET /api/histogram`: how many messages that pass the filter arrived when, by level.
final class HistogramRoute implements Handler {
    private static final int USUAL = 60;
    private static final int MOST = 500;

    private final History history;
    private final Past past;

    HistogramRoute(History history, Past past) {
        this.history = history;
        this.past = past;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws InterruptedException {
        QueryParameters query =
                QueryParameters.withFilter(request.query(), "since", "until", "buckets");
        Filter filter = query.filter();
        int buckets = query.number("buckets", 1, MOST).orElse(USUAL);
        Span span = past.span(query);
        Instant to = past.end(query);
        Instant from = past.begin(query, span).orElse(to);
        if (from.isAfter(to)) throw QueryParameters.bad("'since' is behind 'until'");

        Histogram histogram = new Histogram(from, to, buckets);
        Span left =
                history.walk(
                        span,
                        Order.NEWEST_FIRST,
                        filter,
                        (block, index) -> {
                            histogram.count(block.received(), level(block, index));
                            return true;
                        });
        JsonObjectBuilder json =
                JSON.createObjectBuilder()
                        .add("from", from.toString())
                        .add("to", to.toString())
                        .add("bucketSeconds", histogram.bucketSeconds())
                        .add("total", histogram.total())
                        .add("complete", left.isEmpty());
        if (!left.isEmpty()) {
            past.arrival(left.to() + 1).ifPresent(time -> json.add("countedFrom", time.toString()));
        }
        response.send(json.add("buckets", histogram.json()).build());
    }

    private static Optional<Level> level(Block block, int index) {
        return EntryHead.read(block.body(), block.start(index) + 1).level();
    }
}
