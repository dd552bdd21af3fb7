package heliograph.web;

import heliograph.source.HttpRequest;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// A request as sources see it: the body unpacked and bounded.
final class IngestRequest implements HttpRequest {
    static final long LARGEST = 64L << 20; // bytes of a body, unpacked

    private final ServerRequest request;
    private final InputStream body;

    /// @throws ProblemException 415 when the body is packed in a way that cannot be unpacked
    IngestRequest(ServerRequest request) {
        this.request = request;
        this.body = new BoundedInput(unpacked(request), LARGEST);
    }

    private static InputStream unpacked(ServerRequest request) {
        if (!request.content().hasEntity()) return InputStream.nullInputStream();
        InputStream raw = request.content().inputStream();
        String encoding =
                request.headers()
                        .first(HeaderNames.CONTENT_ENCODING)
                        .orElse("identity")
                        .toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "identity" -> raw;
            case "gzip", "x-gzip" -> gunzipped(raw);
            default ->
                    throw Problem.of(
                                    Status.UNSUPPORTED_MEDIA_TYPE_415,
                                    "cannot unpack '" + encoding + "'; send gzip or nothing")
                            .exception();
        };
    }

    private static InputStream gunzipped(InputStream raw) {
        try {
            return new GZIPInputStream(raw);
        } catch (java.util.zip.ZipException e) {
            throw QueryParameters.bad(
                    "the body is not gzip, as its header says: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<String> contentType() {
        return header(HeaderNames.CONTENT_TYPE_NAME);
    }

    @Override
    public Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    @Override
    public Optional<String> query(String name) {
        return request.query().first(name).asOptional();
    }

    @Override
    public InputStream body() {
        return body;
    }
}
