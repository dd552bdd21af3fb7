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
import java.util.stream.Stream;

/// How a history page is written.
enum MessageFormat {
    JSON("application/json", "") {
        @Override
        Writer begin(OutputStream body) throws IOException {
            return new JsonPage(body);
        }
    },
    NDJSON("application/x-ndjson", "") {
        @Override
        Writer begin(OutputStream body) {
            return new Lines(body);
        }
    },
    CSV("text/csv", "; charset=utf-8; header=present") {
        @Override
        Writer begin(OutputStream body) throws IOException {
            return new CsvTable(body);
        }
    };

    private final String mediaType;
    private final String parameters;

    MessageFormat(String mediaType, String parameters) {
        this.mediaType = mediaType;
        this.parameters = parameters;
    }

    /// Writes one page, in one thread.
    interface Writer {
        void write(Entry entry) throws IOException;

        /// @param next the id that the next page goes on from
        void end(Optional<EntryId> next) throws IOException;
    }

    abstract Writer begin(OutputStream body) throws IOException;

    String contentType() {
        return mediaType + parameters;
    }

    /// The one that the client likes best.
    ///
    /// @throws ProblemException 406 when it likes none of them
    static MessageFormat accepted(ServerRequestHeaders headers) {
        MediaType[] known =
                Stream.of(values())
                        .map(format -> MediaTypes.create(format.mediaType))
                        .toArray(MediaType[]::new);
        Optional<MediaType> best = headers.bestAccepted(known);
        return Stream.of(values())
                .filter(format -> best.isPresent() && best.get().text().equals(format.mediaType))
                .findFirst()
                .orElseThrow(MessageFormat::noneAccepted);
    }

    private static ProblemException noneAccepted() {
        return Problem.of(
                        Status.NOT_ACCEPTABLE_406,
                        "accept application/json, application/x-ndjson or text/csv")
                .exception();
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
