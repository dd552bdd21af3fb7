package heliograph.runner;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.HubProcess;
import heliograph.PluginJar;
import heliograph.TestHub;
import heliograph.Waiting;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A plugin that publishes as fast as it can, beside somebody who posts.
class BudgetIT {
    private static final String FLOODING =
            """
            import heliograph.source.*;
            import java.util.*;

            public final class Flooding implements SourceProvider {
                public String type() { return "flooding"; }
                public Source create(SourceConfig config) {
                    List<Message> batch = Collections.nCopies(1000, Message.text("x".repeat(100)));
                    return (LiveSource) context -> { while (true) context.publish(batch); };
                }
            }
            """;

    @TempDir Path directory;

    @Test
    void theBudgetHoldsAndOthersKeepTheirLatency() throws Exception {
        Files.writeString(
                directory.resolve("heliograph.yaml"),
                "sources: [ { name: flood, type: flooding, budget: { messages: 20000 } } ]");
        PluginJar.provider(directory, "Flooding", FLOODING)
                .pack(directory.resolve("plugins").resolve("flooding.jar"));
        try (HubProcess hub = HubProcess.start(directory)) {
            command(hub, "pause");
            measure(hub); // the first posts find everything cold
            Duration alone = measure(hub);
            command(hub, "resume");
            Waiting.until(() -> flood(hub).getJsonObject("budget").getBoolean("waiting"), b -> b);

            long before = flood(hub).getInt("messages");
            long began = System.nanoTime();
            Duration beside = measure(hub);
            Waiting.until(() -> flood(hub).getInt("messages"), count -> count > before + 20_000);
            long published = flood(hub).getInt("messages") - before;
            double seconds = (System.nanoTime() - began) / 1e9;

            // What it did not use in the second before, it may have had left, and one batch more.
            assertThat((double) published).isLessThan(20_000 * (seconds + 1) + 1_000);
            assertThat(beside).isLessThan(alone.multipliedBy(3).plusMillis(20));
        }
    }

    /// The time of the slowest but five of a hundred posts.
    private static Duration measure(HubProcess hub) throws Exception {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            long began = System.nanoTime();
            assertThat(hub.post("/ingest/test", "post").statusCode()).isEqualTo(200);
            times.add(Duration.ofNanos(System.nanoTime() - began));
        }
        times.sort(null);
        return times.get(94);
    }

    private static JsonObject flood(HubProcess hub) throws Exception {
        return hub.source("flood");
    }

    private static void command(HubProcess hub, String command) throws Exception {
        TestHub.object(hub.post("/api/sources/flood/" + command, "").body());
    }
}
