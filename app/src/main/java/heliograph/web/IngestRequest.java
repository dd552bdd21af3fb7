package heliograph.web;

import heliograph.runner.IdempotencyKey;
import heliograph.source.HttpRequest;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

import java.io.InputStream;
import java.util.Optional;

/// A request as sources see it: the body unpacked and bounded.
final class IngestRequest implements HttpRequest {
    static final long LARGEST = 64L << 20; // bytes of a body, unpacked

    private static final HeaderName KEY = HeaderNames.create("Idempotency-Key");

    private final ServerRequest request;
    private final InputStream body;

    /// @param body the request's [#content], watched
    IngestRequest(ServerRequest request, InputStream body) {
        this.request = request;
        this.body = new BoundedInput(body, LARGEST);
    }

    static InputStream content(ServerRequest request) {
        return request.content().hasEntity()
                ? request.content().inputStream()
                : InputStream.nullInputStream();
    }

    /// The client's name for the request, if it has one.
    static Optional<IdempotencyKey> key(ServerRequest request) {
        Optional<String> value = request.headers().first(KEY);
        if (value.isEmpty()) return Optional.empty();
        if (request.headers().get(KEY).allValues().size() > 1) {
            throw QueryParameters.bad("there are several Idempotency-Key headers; send one");
        }
        if (!IdempotencyKey.isValid(value.get())) {
            throw QueryParameters.bad("an Idempotency-Key has " + IdempotencyKey.RULE);
        }
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        String kind = type + "\n" + request.query().rawValue();
        return Optional.of(new IdempotencyKey(value.get(), kind));
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
