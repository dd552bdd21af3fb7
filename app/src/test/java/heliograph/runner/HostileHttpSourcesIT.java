package heliograph.runner;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.HubProcess;
import heliograph.PluginJar;
import heliograph.StreamRecorder;
import heliograph.Waiting;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Plugins that are told by HTTP: a good one, and what the others can do with a request.
class HostileHttpSourcesIT {
    private static HubProcess hub;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("heliograph.yaml"), "server: { body-timeout: 2s }");
        drop(
                directory,
                "Deploys",
                """
                String version = request.header("X-Version")
                        .orElseThrow(() -> MalformedRequest.because("send X-Version"));
                String notes = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
                context.publish(Message.builder().content(notes).key(version).build());
                """);
        drop(directory, "Throwing", "throw new IllegalStateException(\"cannot read that\");");
        drop(directory, "Spinning", "while (true) Thread.onSpinWait();");
        drop(
                directory,
                "Slow",
                """
                context.publish(Message.text("first"));
                Thread.sleep(60_000);
                """);
        hub = HubProcess.start(directory);
    }

    private static void drop(Path directory, String name, String read) throws Exception {
        String type = name.toLowerCase(java.util.Locale.ROOT);
        String source =
                """
                import heliograph.source.*;
                import java.nio.charset.StandardCharsets;

                public final class %s implements SourceProvider {
                    public String type() { return "%s"; }
                    public Source create(SourceConfig config) { return (HttpSource) this::read; }
                    private void read(HttpRequest request, SourceContext context)
                            throws MalformedRequest, java.io.IOException, InterruptedException {
                        %s
                    }
                }
                """
                        .formatted(name, type, read);
        PluginJar.provider(directory, name, source)
                .pack(directory.resolve("plugins").resolve(type + ".jar"));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aPluginTurnsRequestsIntoMessages() throws Exception {
        HttpResponse<String> answer = hub.post("/ingest/deploys", "v42 is live", "X-Version", "42");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try (StreamRecorder stream = hub.subscribe("?source=deploys&last=1")) {
            stream.next("hello");
            JsonObject message = stream.message();
            assertThat(message.getString("content")).isEqualTo("v42 is live");
            assertThat(message.getString("key")).isEqualTo("42");
        }
        HttpResponse<String> refused = hub.post("/ingest/deploys", "v43 is live");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("send X-Version");
    }

    @Test
    void aPluginsFailureIsAnsweredAndOnTheBoard() throws Exception {
        HttpResponse<String> answer = hub.post("/ingest/throwing", "x");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("source 'throwing' failed at the request")
                .contains("\"accepted\":0")
                .doesNotContain("\\tat");
        JsonObject source = hub.source("throwing");
        assertThat(source.getString("state")).isEqualTo("running");
        assertThat(source.getJsonObject("lastError").getString("message"))
                .isEqualTo("IllegalStateException: cannot read that");
    }

    @Test
    void pluginsThatSpinHoldNobodyUpAndAreGivenUp() throws Exception {
        try (ExecutorService senders = Executors.newFixedThreadPool(4)) {
            List<Future<HttpResponse<String>>> answers =
                    IntStream.range(0, 4)
                            .mapToObj(i -> senders.submit(() -> hub.post("/ingest/spinning", "x")))
                            .toList();
            Waiting.until(
                    () -> hub.post("/ingest/test", "meanwhile").statusCode(), code -> code == 200);
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(500);
                assertThat(answer.get().body()).contains("did nothing with the request for 2 s");
            }
        }
        assertThat(hub.source("spinning").getJsonObject("lastError").getString("stack"))
                .contains("Spinning.read");
    }

    @Test
    void aPauseEndsTheRequestThatAPluginReadsAndIsNoFailureOfIts() throws Exception {
        try (ExecutorService sender = Executors.newSingleThreadExecutor()) {
            Future<HttpResponse<String>> answer =
                    sender.submit(() -> hub.post("/ingest/slow", "x"));
            Waiting.until(() -> hub.source("slow").getInt("messages"), count -> count == 1);
            hub.post("/api/sources/slow/pause", "");
            assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(503);
            assertThat(answer.get().body()).contains("was stopped").contains("\"accepted\":1");
        }
        assertThat(hub.source("slow").getString("state")).isEqualTo("paused");
        assertThat(hub.source("slow")).doesNotContainKey("lastError");
    }
}
