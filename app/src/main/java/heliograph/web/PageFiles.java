package heliograph.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// What the dashboard is made of, from the jar, as it goes over the wire: lean, packed, and what
/// the page begins with in one piece. Safe from any thread.
final class PageFiles {
    private static final Map<String, String> MEDIA_TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "json", "application/json",
                    "webmanifest", "application/manifest+json");

    private static final String MAIN = "main.js";
    private static final String WORKER = "stream/stream-worker.js";

    /// The most of what comes by itself behind the first row, in one piece.
    private static final String SECOND = "kpi/kpi-strip.js";

    private static final Pattern STYLE = Pattern.compile("(?m)^@import '([^']+)';$");
    private static final String UP = "../";

    private final String version;
    private final Map<String, File> files = new ConcurrentHashMap<>();
    private final Map<String, JoinedScript> scripts = new ConcurrentHashMap<>();

    /// @param version of the hub, under which the page asks for its files
    PageFiles(String version) {
        this.version = version;
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record File(String mediaType, byte[] bytes, byte[] gzipped) {}

    /// @param path of a file; `../index.html` is the page as it is one level below
    Optional<File> find(String path) {
        File known = files.get(path);
        if (known != null) return Optional.of(known);
        Optional<File> file = read(path);
        // What is not there is not kept: anybody can ask for anything.
        file.ifPresent(there -> files.put(path, there));
        return file;
    }

    private Optional<File> read(String path) {
        String mediaType = MEDIA_TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (mediaType == null) return Optional.empty();
        return bytes(path)
                .map(bytes -> sent(path, bytes))
                .map(bytes -> new File(mediaType, bytes, gzipped(bytes)));
    }

    private byte[] sent(String path, byte[] bytes) {
        if (UplotJar.has(path)) return bytes;
        if (path.endsWith(".html"))
            return page(text(bytes), path.startsWith(UP) ? UP : "").getBytes(UTF_8);
        if (path.endsWith(".css"))
            return LeanText.of(joinedStyle(path, text(bytes))).getBytes(UTF_8);
        if (path.endsWith(".js")) return script(path, text(bytes)).getBytes(UTF_8);
        return bytes;
    }

    private String page(String html, String root) {
        return html.replace("@version@", version).replace("@root@", root);
    }

    private String script(String path, String text) {
        if (path.equals(WORKER)) return new JoinedScript(WORKER, PageFiles::lean).text();
        JoinedScript main = joined(MAIN, Optional.empty());
        for (JoinedScript script : List.of(main, joined(SECOND, Optional.of(main)))) {
            if (script.holds(path)) return script.at(path);
        }
        return LeanText.of(text);
    }

    private JoinedScript joined(String path, Optional<JoinedScript> before) {
        return scripts.computeIfAbsent(
                path, entry -> new JoinedScript(entry, before, PageFiles::lean));
    }

    private static Optional<String> lean(String path) {
        return bytes(path).map(PageFiles::text).map(LeanText::of);
    }

    /// With the styles that it imports in their place.
    private static String joinedStyle(String path, String text) {
        return STYLE.matcher(text)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        style(ModuleGraph.resolved(path, found.group(1)))));
    }

    private static String style(String path) {
        return bytes(path)
                .map(PageFiles::text)
                .orElseThrow(() -> new IllegalStateException("there is no style " + path));
    }

    private static Optional<byte[]> bytes(String path) {
        try (InputStream resource = PageFiles.class.getResourceAsStream(resource(path))) {
            return resource == null ? Optional.empty() : Optional.of(resource.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String path) {
        return UplotJar.resource(path)
                .orElse("/web/" + (path.startsWith(UP) ? path.substring(UP.length()) : path));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
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
