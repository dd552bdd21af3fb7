package heliograph.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import heliograph.journal.Entry;
import heliograph.journal.Journal;
import heliograph.query.Filter;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;

/// `GET /api/messages`: the newest that are kept, newest first.
final class MessagesRoute implements Handler {
    private static final int MOST = 10_000;
    private static final int USUAL = 100;

    private final Journal journal;

    MessagesRoute(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws InterruptedException {
        QueryParameters query =
                new QueryParameters(request.query(), Set.of("source", "level", "limit"));
        Filter filter = Filter.of(query.all("source"), query.all("level"));
        int limit = query.number("limit", 1, MOST).orElse(USUAL);
        response.headers().set(HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/json"));
        Answers.send(request, response, json(journal.newest(limit, filter)));
    }

    /// By bytes: the entries are JSON already, digit for digit.
    private static byte[] json(List<Entry> entries) {
        var json = new ByteArrayOutputStream();
        json.writeBytes("{\"messages\":[".getBytes(US_ASCII));
        for (int i = 0; i < entries.size(); i++) {
            if (i > 0) json.write(',');
            json.writeBytes(entries.get(i).json());
        }
        json.writeBytes("]}\n".getBytes(US_ASCII));
        return json.toByteArray();
    }
}
