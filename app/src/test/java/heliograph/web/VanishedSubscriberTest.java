package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heliograph.StreamRecorder;
import heliograph.TestHub;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A client whose computer loses its network says nothing more, not even that it leaves. Here it is
/// a process in a network of its own, whose cable is taken away: that takes root and `ip`.
@Timeout(60)
class VanishedSubscriberTest {
    private static final String HERE = "10.231.77.1";
    private static final String THERE = "10.231.77.2";
    private static final String NETWORK = "heliograph" + ProcessHandle.current().pid();
    private static final String CABLE = "hg" + ProcessHandle.current().pid();

    @TempDir Path directory;

    @Test
    void whoVanishesWithoutAWordDelaysNobodyAndIsNamedAsStalled() throws Exception {
        try {
            boolean laid = layCable();
            if (!laid) System.out.println("VanishedSubscriberTest is skipped: no root, or no ip");
            assumeTrue(laid, "networks of its own take root and ip");
            vanish();
        } finally {
            run("ip", "link", "del", CABLE);
            run("ip", "netns", "del", NETWORK);
        }
    }

    private void vanish() throws Exception {
        String settings = "server: { host: 0.0.0.0, anonymous: true }";
        try (TestHub hub = TestHub.in(directory, settings);
                StreamRecorder healthy = hub.subscribe("")) {
            healthy.next("hello");
            Process client = subscribeFromThere(hub.port());
            try {
                while (row(hub).isEmpty()) assertThat(client.isAlive()).isTrue();
                assertThat(run("ip", "link", "set", CABLE, "down")).isTrue();
                String text = "x".repeat(8000);
                while (row(hub).filter(row -> row.getBoolean("stalled")).isEmpty()) {
                    String id = hub.publish(text).getFirst();
                    long published = System.nanoTime();
                    healthy.assertMessage(id, text);
                    assertThat(System.nanoTime() - published)
                            .isLessThan(Duration.ofSeconds(2).toNanos());
                }
                assertThat(row(hub).orElseThrow().getInt("behind")).isPositive();
            } finally {
                client.destroyForcibly().waitFor();
            }
        }
    }

    private static Optional<JsonObject> row(TestHub hub) throws Exception {
        return hub.subscribers().stream()
                .filter(row -> row.getString("address").startsWith(THERE))
                .findFirst();
    }

    /// A shell that opens a stream and does not read it.
    private static Process subscribeFromThere(int port) throws IOException {
        String script =
                "exec 3<>/dev/tcp/"
                        + HERE
                        + "/"
                        + port
                        + "; printf 'GET /api/stream HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n' >&3"
                        + "; exec sleep 60";
        return new ProcessBuilder("ip", "netns", "exec", NETWORK, "bash", "-c", script)
                .inheritIO()
                .start();
    }

    private static boolean layCable() throws Exception {
        return run("ip", "netns", "add", NETWORK)
                && run("ip", "link", "add", CABLE, "type", "veth", "peer", "name", "far")
                && run("ip", "link", "set", "far", "netns", NETWORK)
                && run("ip", "addr", "add", HERE + "/30", "dev", CABLE)
                && run("ip", "link", "set", CABLE, "up")
                && run("ip", "-n", NETWORK, "addr", "add", THERE + "/30", "dev", "far")
                && run("ip", "-n", NETWORK, "link", "set", "far", "up");
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
