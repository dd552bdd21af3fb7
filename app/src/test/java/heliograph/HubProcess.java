package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The hub as a process of its own, started by its main class as the launcher does. Closing it
/// kills what still runs.
public final class HubProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path errors;
    private final String announcement;

    private HubProcess(Process process, Path errors, String announcement) {
        this.process = process;
        this.errors = errors;
        this.announcement = announcement;
    }

    /// Starts a hub with its data in the directory, and returns when it serves.
    ///
    /// @param moreClassPath jars and folders behind the hub's own
    public static HubProcess start(Path directory, List<Path> moreClassPath, String... arguments)
            throws IOException {
        Path errors = directory.resolve("errors.txt");
        List<String> command = command(moreClassPath);
        command.addAll(List.of("--data", directory.resolve("data").toString(), "--port", "0"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                        .start();
        BufferedReader output = process.inputReader(UTF_8);
        String first = output.readLine();
        assertThat(first).as("%s", Files.readString(errors)).isNotNull();
        return new HubProcess(process, errors, first);
    }

    /// Runs a hub that is to end by itself, and returns its exit code, then what it printed.
    public static List<String> run(Path directory, Map<String, String> environment, String... args)
            throws Exception {
        List<String> command = command(List.of());
        command.addAll(List.of(args));
        Path output = directory.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return List.of(Integer.toString(process.exitValue()), Files.readString(output));
    }

    private static List<String> command(List<Path> moreClassPath) {
        List<String> classPath = new ArrayList<>();
        classPath.add(System.getProperty("java.class.path"));
        moreClassPath.forEach(path -> classPath.add(path.toString()));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Xshare:auto"));
        command.addAll(
                List.of("-cp", String.join(File.pathSeparator, classPath), "heliograph.Main"));
        return command;
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
        return StreamRecorder.open(uri("/api/stream" + query), Map.of());
    }

    public HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
                        .build(),
                HttpResponse.BodyHandlers.ofString(UTF_8));
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
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    public Process process() {
        return process;
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
