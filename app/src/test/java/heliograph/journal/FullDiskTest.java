package heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heliograph.StreamRecorder;
import heliograph.TestHub;
import heliograph.source.testkit.MovableClock;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/// On a file system of a test's own, as large as it says.
class FullDiskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long RESERVE = 2 * 16_000 * 1024; // bytes
    private static final String LARGE = "x".repeat(100_000);

    @TempDir Path directory;

    @BeforeEach
    void mount() throws Exception {
        Files.createDirectory(disk());
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk().toString()) == 0,
                "NOT SHOWN HERE: a small file system cannot be mounted (it takes root)");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk().toString());
    }

    /// Where a hub in the directory has its data.
    private Path disk() {
        return directory.resolve("data");
    }

    private void resize(String size) throws Exception {
        assertThat(run("mount", "-o", "remount,size=" + size, disk().toString())).isZero();
    }

    @Test
    void aHubOnAFullDiskRefusesMessagesKeepsItsStreamsAndRecoversByItself() throws Exception {
        try (TestHub hub = TestHub.in(directory);
                StreamRecorder stream = hub.subscribe("")) {
            stream.next("hello");
            String id = hub.publish("before").getFirst();
            stream.assertMessage(id, "before");

            int accepted = 1 + fill(hub, LARGE) + fill(hub, "small");
            HttpResponse<String> answer = hub.post("/ingest/test", "text/plain", LARGE);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(messages(hub)).hasSize(accepted);

            resize("64m");
            await(() -> hub.get("/health/ready").statusCode() == 200);
            String after = hub.publish("after").getFirst();
            for (int i = 1; i < accepted; i++) stream.message();
            stream.assertMessage(after, "after");
            assertThat(after).endsWith("-" + (accepted + 1));
            hub.restart();
            assertThat(messages(hub)).hasSize(accepted + 1);
        }
    }

    @Test
    void sourcesWaitForRoomAndLoseAndRepeatNothing() throws Exception {
        Path log = directory.resolve("app.log");
        Files.createFile(log);
        String yaml =
                """
                sources:
                  - { name: app, type: file-tail, include: [ "%s" ], start-at: beginning }
                  - { name: tick, type: cron, schedule: "* * * * * *", message: { content: tick } }
                """
                        .formatted(log);
        try (TestHub hub = TestHub.in(directory, yaml)) {
            fill(hub, LARGE);
            fill(hub, "small");
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 40; i++) lines.add(i + " " + "y".repeat(20_000));
            Files.write(log, lines, StandardOpenOption.APPEND);
            await(() -> health(hub, "app").startsWith("waiting: the journal cannot be written"));
            assertThat(hub.getJson("/api/status").getInt("newest")).isPositive();
            for (int rotation = 1; rotation <= 3; rotation++) { // what is tailed goes on
                Files.move(log, directory.resolve("app.log." + rotation));
                List<String> more = List.of(rotation + " one", rotation + " two");
                Files.write(log, more);
                lines.addAll(more);
            }

            resize("64m");
            await(() -> contents(hub, "app").size() == lines.size());
            assertThat(contents(hub, "app").reversed()).isEqualTo(lines);
            assertThat(health(hub, "app")).isEmpty();
            assertThat(board(hub, "app").getInt("restarts")).isZero();
            int ticks = contents(hub, "tick").size();
            await(() -> contents(hub, "tick").size() > ticks);
            hub.restart();
            assertThat(contents(hub, "app").reversed()).isEqualTo(lines);
        }
    }

    @Test
    void theReserveIsGivenUpSoThatWhatIsOverTheCountMakesRoom() throws Exception {
        resize("80m");
        try (TestHub hub = TestHub.in(directory)) {
            assertThat(hub.data().resolve("journal.reserve")).hasSize(RESERVE);
            fill(hub, LARGE);
            assertThat(hub.data().resolve("journal.reserve")).doesNotExist();
            HttpResponse<String> answer = hub.post("/ingest/test", "text/plain", LARGE);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("63 MiB are free");
        }
        // The disk is still full; what is too much is forgotten, and its room is used again.
        try (TestHub hub = TestHub.in(directory, "journal: { retain: { count: 10 } }")) {
            await(() -> messages(hub).size() == 10);
            for (int i = 0; i < 100; i++) hub.publish(LARGE);
            assertThat(messages(hub)).hasSize(10);
        }
    }

    @Test
    void theReserveIsGivenUpAlsoWhileNobodyPosts() throws Exception {
        resize("80m");
        MovableClock clock = new MovableClock(Instant.parse("2026-11-22T15:00:00Z"));
        Retention anHour =
                new Retention(
                        Optional.of(Duration.ofHours(1)),
                        OptionalLong.empty(),
                        OptionalLong.empty());
        JournalConfig config = new JournalConfig(disk(), anHour, JournalConfig.Origin.OWN);
        try (Journal journal = Journal.open(config, clock, new PrometheusRegistry())) {
            for (int i = 0; i < 20; i++) journal.append(JournalTest.batch(List.of(), LARGE));
            takeAllRoom();
            clock.advance(Duration.ofHours(2));
            await(() -> journal.oldest() == 20);
            assertThat(disk().resolve("journal.reserve")).doesNotExist();
        }
    }

    private void takeAllRoom() throws IOException {
        try (OutputStream file = Files.newOutputStream(disk().resolve("somebody-elses"))) {
            byte[] portion = new byte[4096];
            assertThatThrownBy(
                            () -> {
                                while (true) file.write(portion);
                            })
                    .hasMessageContaining("space");
        }
    }

    @Test
    void theReserveIsTakenAgainWhenThereIsRoom() throws Exception {
        resize("80m");
        try (TestHub hub = TestHub.in(directory)) {
            Path reserve = hub.data().resolve("journal.reserve");
            fill(hub, LARGE);
            assertThat(reserve).doesNotExist();
            resize("200m");
            await(() -> hub.get("/health/ready").statusCode() == 200);
            assertThat(reserve).hasSize(RESERVE);
        }
    }

    @Test
    void aHubThatStartsOnADiskWithoutAnyRoomSaysWhatToDo() throws Exception {
        try (TestHub hub = TestHub.in(directory)) {
            hub.publish("before");
        }
        takeAllRoom();
        assertThatThrownBy(() -> TestHub.in(directory).close())
                .hasMessageContaining("the disk is full: make room, and start again");
        resize("64m");
        try (TestHub hub = TestHub.in(directory)) {
            hub.publish("after");
            assertThat(messages(hub)).hasSize(2);
        }
    }

    @Test
    void aHubThatStartsOnADiskWithoutAnyRoomUsesItsReserve() throws Exception {
        resize("80m");
        try (TestHub hub = TestHub.in(directory)) {
            hub.publish("before");
        }
        takeAllRoom();
        try (TestHub hub = TestHub.in(directory)) {
            assertThat(messages(hub)).hasSize(1);
            assertThat(hub.data().resolve("journal.reserve")).doesNotExist();
        }
    }

    /// Posts until it is refused three times on end, and returns how many were accepted.
    private static int fill(TestHub hub, String text) throws Exception {
        int accepted = 0;
        int refused = 0;
        while (refused < 3) {
            boolean taken = hub.post("/ingest/test", "text/plain", text).statusCode() == 200;
            if (taken) accepted++;
            refused = taken ? 0 : refused + 1;
        }
        return accepted;
    }

    private static List<JsonObject> messages(TestHub hub) throws Exception {
        return hub.getJson("/api/messages?limit=10000")
                .getJsonArray("messages")
                .getValuesAs(JsonObject.class);
    }

    /// Newest first.
    private static List<String> contents(TestHub hub, String source) throws Exception {
        return messages(hub).stream()
                .filter(message -> message.getString("source").equals(source))
                .map(message -> message.getString("content"))
                .toList();
    }

    private static JsonObject board(TestHub hub, String source) throws Exception {
        return hub.getJson("/api/sources").getJsonArray("sources").stream()
                .map(JsonObject.class::cast)
                .filter(row -> row.getString("name").equals(source))
                .findFirst()
                .orElseThrow();
    }

    private static String health(TestHub hub, String source) throws Exception {
        JsonObject health = board(hub, source).getJsonObject("health");
        return health.getString("detail", "");
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
