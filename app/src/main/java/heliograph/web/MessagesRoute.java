package heliograph.web;

import heliograph.journal.Entry;
import heliograph.journal.EntryId;
import heliograph.journal.Epochs;
import heliograph.query.Filter;
import heliograph.search.History;
import heliograph.search.Order;
import heliograph.search.Page;
import heliograph.search.Span;
import heliograph.stream.StalledClients;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// `GET /api/messages`: what is kept, searched; and `GET /api/messages/{id}`, one of it.
final class MessagesRoute {
    private static final int MOST = 10_000;
    private static final int USUAL = 100;

    private final History history;
    private final Past past;
    private final Epochs epochs;
    private final StalledClients stalled;

    MessagesRoute(History history, Past past, StalledClients stalled) {
        this.history = history;
        this.past = past;
        this.epochs = past.journal().epochs();
        this.stalled = stalled;
    }

    /// @param span what is looked at
    private record Asked(Filter filter, Span span, Order order, int limit) {}

    void search(ServerRequest request, ServerResponse response)
            throws InterruptedException, IOException {
        QueryParameters query =
                QueryParameters.withFilter(
                        request.query(), "since", "until", "before", "after", "limit");
        Asked asked = asked(query);
        MessageFormat format = MessageFormat.accepted(request.headers());
        response.header(HeaderNames.CONTENT_TYPE, format.contentType());
        response.header(HeaderNames.VARY, HeaderNames.ACCEPT.defaultCase());
        // The page is found before the first byte goes out: its header says where it goes on.
        Page page = history.page(asked.span(), asked.order(), asked.filter(), asked.limit());
        Optional<EntryId> next = page.next().stream().mapToObj(epochs::idOf).findFirst();
        next.ifPresent(id -> response.header(HeaderNames.LINK, link(query, asked.order(), id)));
        if (request.prologue().method().equals(Method.HEAD)) {
            CountingOutput body = new CountingOutput();
            write(page, next, format, body);
            response.header(HeaderNames.CONTENT_LENGTH, Long.toString(body.count()));
            response.send();
            return;
        }
        send(page, next, format, response);
    }

    private Asked asked(QueryParameters query) throws InterruptedException {
        Filter filter = query.filter();
        int limit = query.number("limit", 1, MOST).orElse(USUAL);
        Span span = past.span(query);
        Optional<Long> before = past.offset(query, "before");
        Optional<Long> after = past.offset(query, "after");
        if (before.isPresent() && after.isPresent()) {
            throw QueryParameters.bad(
                    "'before' goes back from an id and 'after' goes on from one: write one of them,"
                            + " and the other end as 'since' or 'until'");
        }
        long from = Math.max(span.from(), after.orElse(span.from() - 1) + 1);
        long to = Math.min(span.to(), before.orElse(span.to() + 1) - 1);
        Order order = after.isPresent() ? Order.OLDEST_FIRST : Order.NEWEST_FIRST;
        return new Asked(filter, new Span(from, to), order, limit);
    }

    private static String link(QueryParameters query, Order order, EntryId next) {
        String direction = order == Order.NEWEST_FIRST ? "before" : "after";
        return "</api/messages?%s>; rel=\"next\"".formatted(query.with(direction, next.toString()));
    }

    /// By bytes, as the entries are JSON already, digit for digit; and one by one, as ten thousand
    /// of them can be large.
    private void send(
            Page page, Optional<EntryId> next, MessageFormat format, ServerResponse response)
            throws InterruptedException, IOException {
        PromptOutput output = new PromptOutput(response.outputStream());
        try (var _ = stalled.watch(output);
                OutputStream body = new BufferedOutputStream(output, 64 << 10)) {
            write(page, next, format, body);
        }
    }

    private void write(Page page, Optional<EntryId> next, MessageFormat format, OutputStream body)
            throws InterruptedException, IOException {
        MessageFormat.Writer writer = format.begin(body);
        history.show(page, writer::write);
        writer.end(next);
    }

    void one(ServerRequest request, ServerResponse response) throws InterruptedException {
        QueryParameters.withoutAny(request.query());
        String text = request.path().pathParameters().get("id");
        EntryId id = EntryId.parse(text).orElseThrow(() -> missing(noId(text)));
        if (!epochs.contain(id, past.journal().newest()) || !epochs.idOf(id.offset()).equals(id)) {
            throw missing("there is no message " + id + " in this journal");
        }
        Span kept = history.kept();
        if (id.offset() < 1) throw missing(id + " is before the first message: there is none");
        if (id.offset() < kept.from()) {
            throw missing(
                    "%s is not kept any more; the oldest that is kept is %s"
                            .formatted(id, epochs.idOf(kept.from())));
        }
        Entry entry =
                history.entry(id.offset())
                        .orElseThrow(
                                () -> missing(id + " is damaged: it cannot be read as written"));
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        Answers.send(request, response, entry.json());
    }

    private static String noId(String text) {
        return "'" + text + "' is no id of a message; they look like k3f9-42";
    }

    private static ProblemException missing(String detail) {
        return Problem.of(Status.NOT_FOUND_404, detail).exception();
    }
}
