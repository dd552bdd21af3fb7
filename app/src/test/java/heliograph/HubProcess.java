package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The packaged hub as a process of its own, started as the launcher does. Closing it kills what
/// still runs.
public final class HubProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path JAR = Path.of("target", "heliograph.jar").toAbsolutePath();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path errors;
    private final String announcement;

    private HubProcess(Process process, Path errors, String announcement) {
        this.process = process;
        this.errors = errors;
        this.announcement = announcement;
    }

    /// What a hub that ended by itself left behind.
    public record Outcome(int exitCode, String output, String errors) {}

    /// Starts a hub with its data in the directory, and returns when it serves.
    public static HubProcess start(Path directory, String... arguments) throws IOException {
        return start(directory, List.of(), arguments);
    }

    /// Starts a hub with more on its class path.
    ///
    /// @param moreClassPath jars and folders behind the hub's own
    public static HubProcess start(Path directory, List<Path> moreClassPath, String... arguments)
            throws IOException {
        return launch(directory, command(moreClassPath, Main.class), Map.of(), arguments);
    }

    /// Starts a hub with more in its environment.
    static HubProcess start(Path directory, Map<String, String> environment) throws IOException {
        return launch(directory, command(List.of(), Main.class), environment);
    }

    /// Starts a hub by another main class, which calls the hub's own.
    static HubProcess startMain(Class<?> main, Path directory) throws IOException {
        return launch(directory, command(List.of(classesOfTests()), main), Map.of());
    }

    private static HubProcess launch(
            Path directory,
            List<String> command,
            Map<String, String> environment,
            String... arguments)
            throws IOException {
        Path errors = directory.resolve("errors.txt");
        command.addAll(List.of("--data", directory.resolve("data").toString(), "--port", "0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                builder(directory, command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader output = process.inputReader(UTF_8);
        String first = output.readLine();
        assertThat(first).as("%s", Files.readString(errors)).isNotNull();
        return new HubProcess(process, errors, first);
    }

    /// Runs a hub that is to end by itself.
    public static Outcome run(Path directory, Map<String, String> environment, String... arguments)
            throws Exception {
        List<String> command = command(List.of(), Main.class);
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output.txt");
        Path errors = directory.resolve("errors.txt");
        ProcessBuilder builder =
                builder(directory, command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("%s ends by itself", List.of(arguments))
                    .isTrue();
            return new Outcome(
                    process.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder builder(Path directory, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("HELIOGRAPH_"));
        return builder;
    }

    private static List<String> command(List<Path> moreClassPath, Class<?> main) {
        assertThat(JAR).as("the hub is packaged: mvn verify").exists();
        List<String> classPath = new ArrayList<>(List.of(JAR.toString()));
        moreClassPath.forEach(path -> classPath.add(path.toString()));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Xshare:auto"));
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), main.getName()));
        return command;
    }

    /// The folder that this class is in.
    private static Path classesOfTests() {
        try {
            return Path.of(
                    HubProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The line it said when it began to serve.
    public String announcement() {
        return announcement;
    }

    public URI uri(String pathAndQuery) {
        String address = announcement.replaceFirst(".*(http://localhost:\\d+).*", "$1");
        return URI.create(address + pathAndQuery);
    }

    /// What it wrote to its log.
    public String log() throws IOException {
        return Files.readString(errors);
    }

    public StreamRecorder subscribe(String query) throws Exception {
        return subscribe(query, Map.of());
    }

    /// Opens a stream, with headers if need be.
    public StreamRecorder subscribe(String query, Map<String, String> headers) throws Exception {
        return StreamRecorder.open(uri("/api/stream" + query), headers);
    }

    /// @param headers names and values, in turn
    public HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    /// Everything in the journal, oldest first: id → content.
    public Map<String, String> journal() throws Exception {
        try (StreamRecorder stream = subscribe("", Map.of("Last-Event-ID", "another-1"))) {
            int newest = stream.next("hello").json().getInt("newest");
            stream.next("gap"); // after which it begins at the oldest
            Map<String, String> journal = new LinkedHashMap<>();
            for (int count = 1; count <= newest; count++) {
                JsonObject message = stream.message();
                assertThat(journal.put(message.getString("id"), message.getString("content")))
                        .as(message.toString())
                        .isNull();
            }
            return journal;
        }
    }

    /// What the board says of one source, which may have to be loaded first.
    public JsonObject source(String name) throws Exception {
        return Waiting.until(() -> findSource(name), Optional::isPresent).orElseThrow();
    }

    public Optional<JsonObject> findSource(String name) throws Exception {
        return TestHub.object(get("/api/sources"))
                .getJsonArray("sources")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(source -> source.getString("name").equals(name))
                .findFirst();
    }

    public String get(String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(uri(path)).build(),
                        HttpResponse.BodyHandlers.ofString(UTF_8))
                .body();
    }

    /// SIGTERM; returns how long it took to end.
    public Duration terminate() throws InterruptedException {
        long began = System.nanoTime();
        process.toHandle().destroy(); // Process.destroy would end its input first
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /// kill -9; returns when it is gone.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// kill -9 at a moment that has nothing to do with what it does; returns when it is gone.
    public void killAfter(Duration life) throws InterruptedException {
        assertThat(process.waitFor(life.toNanos(), TimeUnit.NANOSECONDS))
                .as("ended by itself")
                .isFalse();
        kill();
    }

    /// How many objects of a class are alive in its heap, after a garbage collection.
    public long instances(String className) throws Exception {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asking =
                new ProcessBuilder(jcmd.toString(), Long.toString(pid()), "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader answer = asking.inputReader(UTF_8)) {
            return answer.lines()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(row -> row.length > 3 && row[3].equals(className))
                    .mapToLong(row -> Long.parseLong(row[1]))
                    .sum();
        }
    }

    public long pid() {
        return process.pid();
    }

    /// Its standard input.
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            process.inputReader(UTF_8).close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.close();
    }
}
