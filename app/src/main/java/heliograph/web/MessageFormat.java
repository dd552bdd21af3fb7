package heliograph.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import heliograph.journal.Entry;
import heliograph.journal.EntryId;

import io.helidon.common.media.type.MediaType;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// How a history page is written.
enum MessageFormat {
    JSON(MediaTypes.APPLICATION_JSON, "application/json") {
        @Override
        Writer begin(OutputStream body) throws IOException {
            return new JsonPage(body);
        }
    },
    NDJSON(MediaTypes.create("application/x-ndjson"), "application/x-ndjson") {
        @Override
        Writer begin(OutputStream body) {
            return new Lines(body);
        }
    },
    CSV(MediaTypes.create("text/csv"), "text/csv; charset=utf-8; header=present") {
        @Override
        Writer begin(OutputStream body) throws IOException {
            return new CsvTable(body);
        }
    };

    private final MediaType mediaType;
    private final String contentType;

    MessageFormat(MediaType mediaType, String contentType) {
        this.mediaType = mediaType;
        this.contentType = contentType;
    }

    /// Writes one page, in one thread.
    interface Writer {
        void write(Entry entry) throws IOException;

        /// @param next the id that the next page goes on from
        void end(Optional<EntryId> next) throws IOException;
    }

    abstract Writer begin(OutputStream body) throws IOException;

    String contentType() {
        return contentType;
    }

    /// The one that the client likes best.
    ///
    /// @throws ProblemException 406 when it likes none of them
    static MessageFormat accepted(ServerRequestHeaders headers) {
        MediaType best =
                headers.bestAccepted(JSON.mediaType, NDJSON.mediaType, CSV.mediaType)
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        Status.NOT_ACCEPTABLE_406,
                                                        "accept application/json,"
                                                                + " application/x-ndjson or"
                                                                + " text/csv")
                                                .exception());
        for (MessageFormat format : values()) {
            if (best.text().equals(format.mediaType.text())) return format;
        }
        return JSON;
    }

    /// `{"messages":[…],"next":"…"}`
    private static final class JsonPage implements Writer {
        private final OutputStream body;
        private boolean begun;

        JsonPage(OutputStream body) throws IOException {
            this.body = body;
            body.write("{\"messages\":[".getBytes(US_ASCII));
        }

        @Override
        public void write(Entry entry) throws IOException {
            if (begun) body.write(',');
            begun = true;
            body.write(entry.json());
        }

        @Override
        public void end(Optional<EntryId> next) throws IOException {
            String end = next.map(id -> "],\"next\":\"" + id + "\"}\n").orElse("]}\n");
            body.write(end.getBytes(US_ASCII));
        }
    }

    /// One message a line.
    private record Lines(OutputStream body) implements Writer {
        @Override
        public void write(Entry entry) throws IOException {
            body.write(entry.json());
            body.write('\n');
        }

        @Override
        public void end(Optional<EntryId> next) {
            // A header has said it.
        }
    }
}
