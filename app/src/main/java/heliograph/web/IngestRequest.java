package heliograph.web;

import heliograph.source.HttpRequest;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

import java.io.InputStream;
import java.util.Optional;

/// A request as sources see it: the body unpacked and bounded.
final class IngestRequest implements HttpRequest {
    static final long LARGEST = 64L << 20; // bytes of a body, unpacked

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
