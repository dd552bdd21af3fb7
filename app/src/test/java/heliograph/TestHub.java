package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A real hub in this process: a free port, a journal in a directory of the test's, and HTTP to
/// talk to it. Closing it stops the hub and keeps the directory.
public final class TestHub implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path directory;
    private final String configuration;
    private final ClassLoader classPath;
    private Hub hub;

    private TestHub(Path directory, String configuration, ClassLoader classPath) {
        this.directory = directory;
        this.configuration = configuration;
        this.classPath = classPath;
        this.hub = start(0);
    }

    /// A hub with its settings as they are by themselves.
    public static TestHub in(Path directory) {
        return new TestHub(directory, "", TestHub.class.getClassLoader());
    }

    /// A hub with a configuration file.
    public static TestHub in(Path directory, String yaml) {
        return new TestHub(directory, yaml, TestHub.class.getClassLoader());
    }

    /// A hub that finds these providers too, as if a jar with them were on the class path.
    ///
    /// @param classNames also of classes that are not there
    public static TestHub with(Path directory, String yaml, List<String> classNames) {
        return new TestHub(directory, yaml, new ServicesOfTest(directory, classNames));
    }

    private Hub start(int port) {
        try {
            Path file = directory.resolve("heliograph.yaml");
            Files.writeString(file, configuration);
            CommandLine commandLine = new CommandLine();
            commandLine.config = file;
            commandLine.data = directory.resolve("data").toString();
            commandLine.port = Integer.toString(port);
            return Hub.start(HubConfig.read(commandLine), classPath);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Stops the hub and starts it again on the same port and directory.
    public void restart() {
        int port = hub.port();
        hub.close();
        hub = start(port);
    }

    /// Stops the hub until [#comeBack].
    public int goAway() {
        int port = hub.port();
        hub.close();
        return port;
    }

    public void comeBack(int port) {
        hub = start(port);
    }

    public int port() {
        return hub.port();
    }

    public URI uri(String pathAndQuery) {
        return URI.create("http://localhost:" + port() + pathAndQuery);
    }

    public Path data() {
        return directory.resolve("data");
    }

    /// Posts each text under the name `test`, one request after the other, and returns their ids.
    public List<String> publish(String... texts) throws Exception {
        return List.of(texts).stream().map(this::publishText).toList();
    }

    private String publishText(String text) {
        try {
            HttpResponse<String> answer = post("/ingest/test", "text/plain", text);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return object(answer.body()).getString("first");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// Posts so many messages in one request, with the texts `prefix 1`, `prefix 2`, …
    public void publishMany(String prefix, int count) throws Exception {
        StringBuilder lines = new StringBuilder();
        IntStream.rangeClosed(1, count)
                .forEach(i -> lines.append("{\"content\":\"%s %d\"}\n".formatted(prefix, i)));
        HttpResponse<String> answer =
                post("/ingest/test", "application/x-ndjson", lines.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    public HttpResponse<String> post(String path, String contentType, String body)
            throws Exception {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
                        .build());
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    public JsonObject getJson(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return object(answer.body());
    }

    /// Who is connected, as `/api/subscribers` tells it.
    public List<JsonObject> subscribers() throws Exception {
        return getJson("/api/subscribers")
                .getJsonArray("subscribers")
                .getValuesAs(JsonObject.class);
    }

    /// How many streams have ended for that reason, as `/metrics` tells it.
    public int ended(String reason) throws Exception {
        String start = "heliograph_streams_ended_total{reason=\"" + reason + "\"} ";
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(start.length())))
                .sum();
    }

    public HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    /// Opens a stream, with headers if need be.
    public StreamRecorder subscribe(String query, Map<String, String> headers) throws Exception {
        return StreamRecorder.open(uri("/api/stream" + query), headers);
    }

    public StreamRecorder subscribe(String query) throws Exception {
        return subscribe(query, Map.of());
    }

    /// Opens any event stream.
    public StreamRecorder events(String path) throws Exception {
        return StreamRecorder.open(uri(path), Map.of());
    }

    public static JsonObject object(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() {
        hub.close();
        http.close();
    }
}
