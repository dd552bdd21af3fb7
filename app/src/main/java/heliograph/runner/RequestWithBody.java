package heliograph.runner;

import heliograph.source.HttpRequest;

import java.io.InputStream;
import java.util.Optional;

/// A request whose body is read through another stream: recorded, say, or watched.
record RequestWithBody(HttpRequest request, InputStream body) implements HttpRequest {

    @Override
    public Optional<String> contentType() {
        return request.contentType();
    }

    @Override
    public Optional<String> header(String name) {
        return request.header(name);
    }

    @Override
    public Optional<String> query(String name) {
        return request.query(name);
    }
}
