package heliograph.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import heliograph.journal.Entry;
import heliograph.journal.Journal;
import heliograph.query.Filter;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// `GET /api/messages`: the newest that are kept, newest first.
final class MessagesRoute implements Handler {
    private static final int MOST = 10_000;
    private static final int USUAL = 100;

    private final Journal journal;

    MessagesRoute(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response)
            throws InterruptedException, IOException {
        QueryParameters query =
                new QueryParameters(request.query(), Set.of("source", "level", "limit"));
        Filter filter = Filter.of(query.all("source"), query.all("level"));
        int limit = query.number("limit", 1, MOST).orElse(USUAL);
        response.headers().set(HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/json"));
        if (request.prologue().method().equals(Method.HEAD)) {
            response.send();
        } else {
            stream(limit, filter, response);
        }
    }

    /// By bytes, as the entries are JSON already, digit for digit; and one by one, as ten thousand
    /// of them can be large.
    private void stream(int limit, Filter filter, ServerResponse response)
            throws InterruptedException, IOException {
        try (OutputStream body = new BufferedOutputStream(response.outputStream(), 64 << 10)) {
            body.write("{\"messages\":[".getBytes(US_ASCII));
            AtomicBoolean first = new AtomicBoolean(true);
            journal.newest(limit, filter, entry -> write(entry, first.getAndSet(false), body));
            body.write("]}\n".getBytes(US_ASCII));
        }
    }

    private static void write(Entry entry, boolean first, OutputStream body) {
        try {
            if (!first) body.write(',');
            body.write(entry.json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
