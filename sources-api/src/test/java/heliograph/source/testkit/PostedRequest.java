package heliograph.source.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.HttpRequest;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request as a source is told it, for tests.
///
/// @param headers by their names in lower case
public record PostedRequest(
        Map<String, String> headers, Map<String, String> queries, InputStream body)
        implements HttpRequest {

    public static PostedRequest of(String body) {
        return of(body.getBytes(UTF_8));
    }

    public static PostedRequest of(byte[] body) {
        return new PostedRequest(Map.of(), Map.of(), new ByteArrayInputStream(body));
    }

    public PostedRequest header(String name, String value) {
        return new PostedRequest(
                with(headers, name.toLowerCase(Locale.ROOT), value), queries, body);
    }

    public PostedRequest query(String name, String value) {
        return new PostedRequest(headers, with(queries, name, value), body);
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }

    @Override
    public Optional<String> contentType() {
        return header("Content-Type");
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(queries.get(name));
    }
}
