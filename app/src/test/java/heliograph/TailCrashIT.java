package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import static java.lang.System.Logger.Level.INFO;

import heliograph.RotatingLog.Rotation;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// `kill -9` at random moments, again and again, while four programs write and rotate their logs.
///
/// `-Dfiletail.kills=100` makes it long, and `-Dfiletail.kill-seed=…` repeats what a failure
/// printed, as far as the threads of a process repeat themselves.
class TailCrashIT {
    private static final System.Logger LOGGER = System.getLogger(TailCrashIT.class.getName());
    private static final int KILLS = Integer.getInteger("filetail.kills", 4);
    private static final long SEED = Long.getLong("filetail.kill-seed", new Random().nextLong());
    private static final int LIFE = 1_500; // ms, at most
    private static final int DEATH = 300; // ms, at most
    private static final String BEGUN = "a line that is begun";

    @TempDir Path directory;
    private final Random random = new Random(SEED);
    private Path logs;

    @BeforeEach
    void configure() throws Exception {
        logs = Files.createDirectory(directory.resolve("logs"));
        Files.writeString(
                directory.resolve("heliograph.yaml"),
                """
                sources:
                  - { name: web, type: file-tail, include: [ "logs/web-*.log" ], start-at: beginning }
                  - name: jobs
                    type: file-tail
                    include: [ logs/jobs.log, "logs/mail.log*" ]
                    start-at: beginning
                """);
    }

    private List<RotatingLog> logs(Rotation rotation) throws Exception {
        List<RotatingLog> all = new ArrayList<>();
        for (String name : List.of("web-1.log", "web-2.log", "jobs.log", "mail.log")) {
            all.add(new RotatingLog(logs.resolve(name), rotation, random.nextLong()));
        }
        return all;
    }

    @Test
    void everyLineIsThereOnceAndInOrderAcrossRenames() throws Exception {
        List<RotatingLog> all = logs(Rotation.RENAME);
        writeAndKill(all);
        try (HubProcess hub = HubProcess.start(directory)) {
            List<String> written = written(all);
            Waiting.until(() -> missing(hub, written), Set::isEmpty);
            assertOnceAndInOrder(contents(messages(hub)), written);
            LOGGER.log(INFO, "{0} lines, {1} kills", written.size(), KILLS);
        }
    }

    @Test
    void onlyWhatIsWrittenBetweenACopyAndItsTruncationIsLostAndNoMoreIsSaidToBe() throws Exception {
        List<RotatingLog> all = logs(Rotation.COPY_AND_TRUNCATE);
        writeAndKill(all);
        try (HubProcess hub = HubProcess.start(directory)) {
            List<String> written = written(all);
            Set<String> mayBeLost =
                    all.stream()
                            .flatMap(log -> log.mayBeLost().stream())
                            .collect(Collectors.toSet());
            Set<String> lost = Waiting.until(() -> missing(hub, written), mayBeLost::containsAll);
            List<String> kept = new ArrayList<>(written);
            kept.removeAll(lost);
            assertOnceAndInOrder(contents(messages(hub)), kept);

            long lostBytes = lost.stream().mapToLong(line -> line.length() + 1).sum();
            long said = messages(hub).stream().mapToLong(TailCrashIT::lostBytes).sum();
            assertThat(said).isLessThanOrEqualTo(lostBytes);
            for (RotatingLog log : all) loseWhatWasSeen(hub, log);
            LOGGER.log(
                    INFO,
                    "{0} lines, {1} kills: {2} bytes lost, {3} of them seen and said",
                    written.size(),
                    KILLS,
                    lostBytes,
                    said);
        }
    }

    /// What was seen is counted on the board when it is truncated, to the byte.
    private static void loseWhatWasSeen(HubProcess hub, RotatingLog log) throws Exception {
        long before = part(hub, log).map(part -> part.getInt("lost")).orElse(0);
        log.copy();
        log.begin(BEGUN);
        Waiting.until(
                () -> part(hub, log),
                part -> part.filter(p -> p.getInt("amount") == BEGUN.length()).isPresent());
        log.truncate();
        Waiting.until(
                () -> part(hub, log),
                part -> part.filter(p -> p.getInt("lost") == before + BEGUN.length()).isPresent());
    }

    private static Optional<JsonObject> part(HubProcess hub, RotatingLog log) throws Exception {
        String source = log.path().getFileName().toString().startsWith("web") ? "web" : "jobs";
        JsonObject row = hub.source(source);
        if (!row.containsKey("lag")) return Optional.empty(); // nothing is said yet
        return row.getJsonObject("lag").getJsonArray("parts").getValuesAs(JsonObject.class).stream()
                .filter(part -> part.getString("name").equals(log.path().toString()))
                .findFirst();
    }

    private void writeAndKill(List<RotatingLog> all) throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(all.size())) {
            List<Future<Void>> writing = new ArrayList<>();
            try {
                meet(all);
                for (RotatingLog log : all) writing.add(writers.submit(log));
                for (int kill = 1; kill <= KILLS; kill++) liveAndDie();
            } catch (Exception | AssertionError e) {
                throw new AssertionError("in -Dfiletail.kill-seed=" + SEED, e);
            } finally {
                all.forEach(RotatingLog::stop);
            }
            for (Future<Void> log : writing) log.get();
        }
    }

    /// Lets a hub see its files, so that all that appears later is new.
    private void meet(List<RotatingLog> all) throws Exception {
        try (HubProcess hub = HubProcess.start(directory)) {
            for (RotatingLog log : all) Waiting.until(() -> part(hub, log), Optional::isPresent);
        }
    }

    private void liveAndDie() throws Exception {
        try (HubProcess hub = HubProcess.start(directory)) {
            hub.killAfter(Duration.ofMillis(random.nextInt(LIFE)));
        }
        Thread.sleep(Duration.ofMillis(random.nextInt(DEATH))); // nobody reads for so long
    }

    private static List<String> written(List<RotatingLog> all) {
        return all.stream().flatMap(log -> log.written().stream()).toList();
    }

    private static void assertOnceAndInOrder(List<String> published, List<String> written) {
        assertThat(published).as("-Dfiletail.kill-seed=%d", SEED).doesNotHaveDuplicates();
        assertThat(byFile(published))
                .as("-Dfiletail.kill-seed=%d", SEED)
                .isEqualTo(byFile(written));
    }

    /// `name file line …` by its first two words.
    private static Map<String, List<String>> byFile(List<String> lines) {
        return lines.stream()
                .collect(
                        Collectors.groupingBy(
                                line ->
                                        line.substring(
                                                0, line.indexOf(' ', line.indexOf(' ') + 1))));
    }

    private static Set<String> missing(HubProcess hub, List<String> written) throws Exception {
        Set<String> missing = new LinkedHashSet<>(written);
        contents(messages(hub)).forEach(missing::remove);
        return missing;
    }

    /// Lines of the logs, oldest first.
    private static List<String> contents(List<JsonObject> messages) {
        return messages.stream()
                .filter(message -> lostBytes(message) == 0)
                .map(message -> message.getString("content"))
                .toList();
    }

    private static long lostBytes(JsonObject message) {
        return message.containsKey("log.lost_bytes") ? message.getInt("log.lost_bytes") : 0;
    }

    /// Everything in the journal, oldest first.
    private static List<JsonObject> messages(HubProcess hub) throws Exception {
        List<JsonObject> messages = new ArrayList<>();
        String next = "";
        do {
            JsonObject page = TestHub.object(hub.get("/api/messages?limit=10000" + next));
            messages.addAll(page.getJsonArray("messages").getValuesAs(JsonObject.class));
            next = page.containsKey("next") ? "&before=" + page.getString("next") : "";
        } while (!next.isEmpty());
        return messages.reversed();
    }
}
