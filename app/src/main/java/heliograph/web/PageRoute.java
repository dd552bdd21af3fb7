package heliograph.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.NotFoundException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/// The dashboard, from the jar: one page at `/`, `/board/{name}` and `/sources`, which browsers ask
/// for again each time, and what it is made of under `/ui/{version}/`, which they keep for ever.
final class PageRoute {
    private static final Pattern SAFE = Pattern.compile("[a-z0-9-]+(?:/[a-z0-9-]+)*\\.[a-z0-9]+");
    private static final Map<String, String> MEDIA_TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "json", "application/json",
                    "webmanifest", "application/manifest+json");

    /// What comes from other jars, and where it stands in them.
    private static final Map<String, String> LIBRARIES =
            Map.of(
                    "lib/uplot/uplot.js", "uplot/1.6.30/dist/uPlot.iife.min.js",
                    "lib/uplot/uplot.css", "uplot/1.6.30/dist/uPlot.min.css");

    private static final String UP = "../";

    private final String version;
    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    PageRoute(String version) {
        this.version = version;
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Asset(String mediaType, byte[] bytes, byte[] gzipped) {}

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
        Asset asset =
                Optional.ofNullable(assets.get(path))
                        .or(() -> load(path))
                        .orElseThrow(() -> new NotFoundException("no such file"));
        set(response, HeaderNames.CONTENT_TYPE, asset.mediaType());
        set(response, HeaderNames.CACHE_CONTROL, caching);
        set(response, HeaderNames.VARY, "Accept-Encoding");
        boolean gzip =
                request.headers()
                        .first(HeaderNames.ACCEPT_ENCODING)
                        .filter(accepted -> accepted.contains("gzip"))
                        .isPresent();
        if (gzip) set(response, HeaderNames.CONTENT_ENCODING, "gzip");
        Answers.send(request, response, gzip ? asset.gzipped() : asset.bytes());
    }

    private static void set(ServerResponse response, HeaderName name, String value) {
        response.headers().set(HeaderValues.create(name, value));
    }

    private Optional<Asset> load(String path) {
        String mediaType = MEDIA_TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (mediaType == null) return Optional.empty();
        Optional<Asset> asset = bytes(path).map(bytes -> asset(path, mediaType, bytes));
        // What is not there is not kept: anybody can ask for anything.
        asset.ifPresent(there -> assets.put(path, there));
        return asset;
    }

    private Asset asset(String path, String mediaType, byte[] bytes) {
        byte[] sent = bytes;
        if (path.endsWith(".html")) sent = filled(bytes, path.startsWith(UP) ? UP : "");
        boolean isOwnText = path.endsWith(".js") || path.endsWith(".css");
        if (isOwnText && !LIBRARIES.containsKey(path)) sent = lean(bytes);
        return new Asset(mediaType, sent, gzipped(sent));
    }

    private static Optional<byte[]> bytes(String path) {
        try (InputStream resource = PageRoute.class.getResourceAsStream(resource(path))) {
            return resource == null ? Optional.empty() : Optional.of(resource.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String path) {
        String library = LIBRARIES.get(path);
        if (library != null) return "/META-INF/resources/webjars/" + library;
        return "/web/" + (path.startsWith(UP) ? path.substring(UP.length()) : path);
    }

    private byte[] filled(byte[] html, String root) {
        return new String(html, UTF_8)
                .replace("@modules@", modules())
                .replace("@version@", version)
                .replace("@root@", root)
                .getBytes(UTF_8);
    }

    /// Links that have browsers load at once what the page begins with.
    private String modules() {
        ModuleGraph graph =
                new ModuleGraph(path -> bytes(path).map(bytes -> new String(bytes, UTF_8)));
        return graph.importsOf("main.js").stream()
                .map(
                        path ->
                                "<link rel=\"modulepreload\" href=\"@root@ui/@version@/"
                                        + path
                                        + "\">")
                .collect(Collectors.joining("\n"));
    }

    private static byte[] lean(byte[] text) {
        return LeanText.of(new String(text, UTF_8)).getBytes(UTF_8);
    }

    private static byte[] gzipped(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
