package heliograph.runner;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.HubProcess;
import heliograph.PluginJar;
import heliograph.StreamRecorder;
import heliograph.TestHub;
import heliograph.Waiting;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the hub does about sources of any type: commands that survive its restart, silence, and
/// budgets.
class SupervisionIT {
    @TempDir Path directory;

    @Test
    void aPausedSourceStaysPausedOverARestartOfTheHub() throws Exception {
        configure(
                "{ name: tick, type: cron, schedule: '* * * * * *' }", "{ name: in, type: http }");
        try (HubProcess hub = HubProcess.start(directory)) {
            Waiting.until(() -> hub.source("tick").getInt("messages"), count -> count > 0);
            assertThat(state(command(hub, "tick", "pause"))).isEqualTo("paused");
            assertThat(state(command(hub, "in", "pause"))).isEqualTo("paused");
            assertThat(state(command(hub, "in", "pause"))).isEqualTo("paused");
            assertThat(hub.post("/ingest/nobody", "known").statusCode()).isEqualTo(200);
            assertThat(state(command(hub, "nobody", "pause"))).isEqualTo("paused");
            assertPostIsRefused(hub, "in");
            hub.terminate();
        }
        try (HubProcess hub = HubProcess.start(directory)) {
            assertThat(state(hub.source("tick"))).isEqualTo("paused");
            assertPostIsRefused(hub, "in");
            assertPostIsRefused(hub, "nobody");
            assertThat(hub.source("tick").getInt("messages")).isZero();
            assertThat(state(command(hub, "in", "resume"))).isEqualTo("running");
            assertThat(state(command(hub, "tick", "restart"))).isEqualTo("running");
            Waiting.until(() -> hub.source("tick").getInt("messages"), count -> count > 0);
            hub.kill(); // what was answered is kept
        }
        try (HubProcess hub = HubProcess.start(directory)) {
            assertThat(state(hub.source("tick"))).isEqualTo("running");
            assertThat(hub.post("/ingest/in", "hello").statusCode()).isEqualTo(200);
            assertPostIsRefused(hub, "nobody");
        }
    }

    @Test
    void aCommandForNoSourceIsRefused() throws Exception {
        try (HubProcess hub = HubProcess.start(directory)) {
            var answer = hub.post("/api/sources/nobody/pause", "");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("there is no source 'nobody'");
        }
    }

    @Test
    void silenceIsToldOnceAndSoIsTheReturnAlsoOverARestartOfTheHub() throws Exception {
        configure(
                "{ name: backup, type: http, expect: 1s }",
                "{ name: later, type: http, expect: 4s }");
        try (HubProcess hub = HubProcess.start(directory);
                StreamRecorder stream = hub.subscribe("?source=backup")) {
            stream.next("hello");
            JsonObject silent = stream.message();
            assertThat(silent.getString("level")).isEqualTo("warn");
            assertThat(silent.getString("event")).isEqualTo("silent");
            assertThat(silent.getString("content")).startsWith("silent: nothing has come for 1s");
            assertThat(hub.source("backup").getInt("messages")).isZero();
            assertThat(hub.source("backup").getJsonObject("expect").getBoolean("silent")).isTrue();
            hub.kill();
        }
        try (HubProcess hub = HubProcess.start(directory);
                StreamRecorder stream = hub.subscribe("?source=backup,later")) {
            stream.next("hello");
            assertThat(hub.source("backup").getJsonObject("expect").getBoolean("silent")).isTrue();
            assertThat(stream.message().getString("source"))
                    .as("nothing more of backup's silence until then")
                    .isEqualTo("later");
            hub.post("/ingest/backup", "done");
            assertThat(stream.message().getString("content")).isEqualTo("done");
            JsonObject returned = stream.message();
            assertThat(returned.getString("event")).isEqualTo("returned");
            assertThat(returned.getString("level")).isEqualTo("info");
            assertThat(returned.getString("key")).isEqualTo("silence");
            assertThat(stream.message().getString("event")).isEqualTo("silent"); // again
        }
    }

    @Test
    void aSourceThatFailsAgainAndAgainRestsForLong() throws Exception {
        configure(
                "{ name: flap, type: flapping, restart: { first-pause: 5ms, longest-pause: 20ms,"
                        + " limit: 4, rest: 1h } }");
        Path plugins = Files.createDirectory(directory.resolve("plugins"));
        PluginJar.provider(
                        directory,
                        "Flapping",
                        """
                        import heliograph.source.*;
                        public class Flapping implements SourceProvider {
                            public String type() { return "flapping"; }
                            public Source create(SourceConfig config) {
                                return (LiveSource) context -> {
                                    context.publish(Message.text("trying"));
                                    throw new java.io.IOException("refused");
                                };
                            }
                        }
                        """)
                .pack(plugins.resolve("flapping.jar"));
        try (HubProcess hub = HubProcess.start(directory)) {
            JsonObject resting =
                    Waiting.until(
                            () -> hub.source("flap"),
                            row -> row.getInt("messages") == 4 && state(row).equals("failed"));
            assertThat(resting.getInt("restarts")).isEqualTo(3);
            assertThat(Instant.parse(resting.getString("nextStart")))
                    .isAfter(Instant.now().plus(Duration.ofMinutes(40)));
            command(hub, "flap", "restart");
            Waiting.until(() -> hub.source("flap"), row -> row.getInt("messages") > 4);
        }
    }

    private static void assertPostIsRefused(HubProcess hub, String source) throws Exception {
        var answer = hub.post("/ingest/" + source, "hello");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body())
                .contains("source '" + source + "' is paused; POST /api/sources/" + source);
    }

    private void configure(String... sources) throws Exception {
        Files.writeString(
                directory.resolve("heliograph.yaml"),
                "sources: [ " + String.join(", ", List.of(sources)) + " ]");
    }

    private static JsonObject command(HubProcess hub, String source, String command)
            throws Exception {
        var answer = hub.post("/api/sources/" + source + "/" + command, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestHub.object(answer.body());
    }

    private static String state(JsonObject source) {
        return source.getString("state");
    }
}
