package heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heliograph.StreamRecorder;
import heliograph.TestHub;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;

class FullDiskTest {
    private static final String LARGE = "x".repeat(100_000);

    @TempDir Path directory;

    @Test
    void aHubOnAFullDiskRefusesMessagesKeepsItsStreamsAndRecoversByItself() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", directory.toString()) == 0,
                "not shown here: a small file system cannot be mounted (it takes root)");
        try {
            fillAndRecover();
        } finally {
            assertThat(run("umount", directory.toString())).isZero();
        }
    }

    private void fillAndRecover() throws Exception {
        try (TestHub hub = TestHub.in(directory);
                StreamRecorder stream = hub.subscribe("")) {
            stream.next("hello");
            String id = hub.publish("before").getFirst();
            stream.assertMessage(id, "before");

            int accepted = 1 + fill(hub, LARGE) + fill(hub, "small");
            HttpResponse<String> answer = hub.post("/ingest/test", "text/plain", "one more");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(hub.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(hub.getJson("/api/messages?limit=10000").getJsonArray("messages"))
                    .hasSize(accepted);

            assertThat(run("mount", "-o", "remount,size=64m", directory.toString())).isZero();
            assertThat(hub.get("/health/ready").statusCode()).isEqualTo(200);
            String after = hub.publish("after").getFirst();
            for (int i = 1; i < accepted; i++) stream.message();
            stream.assertMessage(after, "after");
            assertThat(after).endsWith("-" + (accepted + 1));
            hub.restart();
            assertThat(hub.getJson("/api/messages?limit=10000").getJsonArray("messages"))
                    .hasSize(accepted + 1);
        }
    }

    /// Posts until it is refused, and returns how many were accepted.
    private static int fill(TestHub hub, String text) throws Exception {
        int accepted = 0;
        while (hub.post("/ingest/test", "text/plain", text).statusCode() == 200) accepted++;
        return accepted;
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
