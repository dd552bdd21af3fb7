package heliograph.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.NotFoundException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.util.regex.Pattern;

/// The dashboard: one page at `/`, `/board/{name}` and `/sources`, which browsers ask for again
/// each time, and what it is made of under `/ui/{version}/`, which they keep for ever.
final class PageRoute {
    private static final Pattern SAFE = Pattern.compile("[a-z0-9-]+(?:/[a-z0-9-]+)*\\.[a-z0-9]+");

    private final String version;
    private final PageFiles files;

    PageRoute(String version) {
        this.version = version;
        this.files = new PageFiles(version);
    }

    void page(ServerRequest request, ServerResponse response) {
        send("index.html", "no-cache", request, response);
    }

    /// The same page where its own parts are one level up.
    void pageBelow(ServerRequest request, ServerResponse response) {
        send("../index.html", "no-cache", request, response);
    }

    void asset(ServerRequest request, ServerResponse response) {
        String path = request.path().pathParameters().get("path");
        String asked = request.path().pathParameters().get("version");
        if (!asked.equals(version) || !SAFE.matcher(path).matches()) {
            throw new NotFoundException("no such file");
        }
        // While it is written, a version says nothing about what is in it.
        boolean released = !version.endsWith("-SNAPSHOT");
        String caching = released ? "public, max-age=31536000, immutable" : "no-cache";
        send(path, caching, request, response);
    }

    private void send(String path, String caching, ServerRequest request, ServerResponse response) {
        PageFiles.File file =
                files.find(path).orElseThrow(() -> new NotFoundException("no such file"));
        set(response, HeaderNames.CONTENT_TYPE, file.mediaType());
        set(response, HeaderNames.CACHE_CONTROL, caching);
        set(response, HeaderNames.VARY, "Accept-Encoding");
        boolean gzip =
                request.headers()
                        .first(HeaderNames.ACCEPT_ENCODING)
                        .filter(accepted -> accepted.contains("gzip"))
                        .isPresent();
        if (gzip) set(response, HeaderNames.CONTENT_ENCODING, "gzip");
        Answers.send(request, response, gzip ? file.gzipped() : file.bytes());
    }

    private static void set(ServerResponse response, HeaderName name, String value) {
        response.headers().set(HeaderValues.create(name, value));
    }
}
