package heliograph.runner;

import heliograph.source.HttpRequest;

import java.io.InputStream;
import java.util.Optional;

/// A request whose body is recorded as it is read.
record RecordedRequest(HttpRequest request, RecordedBody recorded) implements HttpRequest {

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

    @Override
    public InputStream body() {
        return recorded;
    }
}
