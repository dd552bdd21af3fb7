package heliograph.web;

import heliograph.query.Filter;
import heliograph.search.History;
import heliograph.search.Order;
import heliograph.search.Span;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.concurrent.atomic.AtomicInteger;

/// `GET /api/fields`: which fields the newest messages that pass the filter have, and their most
/// frequent values.
final class FieldsRoute implements Handler {
    private static final int USUAL = 1_000;
    private static final int MOST = 10_000;

    private final History history;
    private final Past past;

    FieldsRoute(History history, Past past) {
        this.history = history;
        this.past = past;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws InterruptedException {
        QueryParameters query =
                QueryParameters.withFilter(request.query(), "since", "until", "limit");
        Filter filter = query.filter();
        AtomicInteger left = new AtomicInteger(query.number("limit", 1, MOST).orElse(USUAL));
        FieldCounts counts = new FieldCounts();
        Span unseen =
                history.walk(
                        past.span(query),
                        Order.NEWEST_FIRST,
                        filter,
                        (block, index) -> {
                            counts.add(block.line(index));
                            return left.decrementAndGet() > 0;
                        });
        boolean complete = unseen.isEmpty() || left.get() == 0;
        response.send(counts.json().add("complete", complete).build());
    }
}
