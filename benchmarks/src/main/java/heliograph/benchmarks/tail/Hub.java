package heliograph.benchmarks.tail;

import heliograph.benchmarks.server.Heap;
import heliograph.benchmarks.server.PackagedHub;
import heliograph.benchmarks.server.Server;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Heliograph, on all cores.
record Hub(PackagedHub hub) implements Follower {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(20);

    @Override
    public String name() {
        return "hub";
    }

    @Override
    public Following follow(Path directory, List<String> include, boolean watch)
            throws IOException {
        String files = include.stream().map("\"%s\""::formatted).collect(Collectors.joining(","));
        Path config = directory.resolve("hub.yaml");
        Files.writeString(
                config,
                """
                sources:
                  - {name: tail, type: file-tail, include: [%s], start-at: beginning, watch: %s}
                """
                        .formatted(files, watch));
        Server server =
                hub.start(directory, UnaryOperator.identity(), "--config", config.toString());
        return new FollowingHub(server, HttpClient.newHttpClient());
    }

    private record FollowingHub(Server server, HttpClient client) implements Following {
        @Override
        public Process process() {
            return server.process();
        }

        @Override
        public InputStream lines() throws IOException, InterruptedException {
            return client.send(request("/api/stream"), BodyHandlers.ofInputStream()).body();
        }

        /// Those that are committed.
        @Override
        public void awaitLines(long count) throws IOException, InterruptedException {
            while (messages() < count) Thread.sleep(BETWEEN_QUESTIONS);
        }

        private long messages() throws IOException, InterruptedException {
            try (InputStream body =
                            client.send(request("/api/sources"), BodyHandlers.ofInputStream())
                                    .body();
                    JsonReader reader = Json.createReader(body)) {
                return reader
                        .readObject()
                        .getJsonArray("sources")
                        .getValuesAs(JsonObject.class)
                        .stream()
                        .filter(source -> source.getString("name").equals("tail"))
                        .mapToLong(source -> source.getJsonNumber("messages").longValue())
                        .sum();
            }
        }

        private HttpRequest request(String path) {
            return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                    .build();
        }

        @Override
        public long memory() throws IOException, InterruptedException {
            return Heap.live(process());
        }

        @Override
        public void close() {
            client.close();
            server.close();
        }
    }
}
