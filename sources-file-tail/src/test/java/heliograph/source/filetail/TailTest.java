package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.source.Message;
import heliograph.source.SourceConfig;
import heliograph.source.testkit.RecordingContext;
import heliograph.source.testkit.RunningSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A directory of logs, and a source that follows some of them.
abstract class TailTest {
    @TempDir Path logs;
    final RecordingContext context = new RecordingContext("logs");
    private final Map<String, Object> settings = new LinkedHashMap<>();
    Disk disk = new RealDisk();
    private Optional<RunningSource> running = Optional.empty();

    /// Files that left their paths stay open as long as a test lasts.
    @BeforeEach
    void lookOften() {
        set("poll-interval", "5ms");
        set("poll-interval-max", "40ms");
        set("discover-interval", "40ms");
        set("rotate-wait", "5m");
    }

    /// Files that left their paths are finished at once.
    void finishSoon() {
        set("rotate-wait", "100ms");
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (running.isPresent()) running.get().close();
        running = Optional.empty();
    }

    void set(String key, Object value) {
        settings.put(key, value);
    }

    /// Starts the source, and returns when it has looked for the first time.
    void follow(String... include) throws InterruptedException {
        settings.put("include", List.of(include).stream().map(i -> logs + "/" + i).toList());
        running = Optional.of(RunningSource.start(source(), context));
        awaitCheckpoints(checkpoints -> checkpoints.containsKey("source"));
    }

    FileTailSource source() {
        SourceConfig config = SourceConfig.of("logs", settings);
        return new FileTailSource(FileTailSettings.from(config), disk);
    }

    /// Waits until the run has ended by itself, and returns what it threw.
    Optional<Throwable> awaitEnd() throws InterruptedException {
        return running.orElseThrow().awaitEnd();
    }

    void awaitCheckpoints(Predicate<Map<String, String>> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + RecordingContext.PATIENCE.toNanos();
        synchronized (context) { // it notifies of every publish
            while (!wanted.test(context.checkpoints())) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("waited in vain; now " + context.checkpoints());
                }
                context.wait(100);
            }
        }
    }

    /// Returns when the source knows a file with that ending of its checkpoint's text.
    void awaitCheckpointOf(Path path) throws InterruptedException {
        awaitCheckpoints(
                all -> all.values().stream().anyMatch(value -> value.endsWith("path=" + path)));
    }

    Path log(String name) {
        return logs.resolve(name);
    }

    Path append(String name, String text) throws IOException {
        return append(name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Path append(String name, byte[] bytes) throws IOException {
        return Files.write(log(name), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void rename(String from, String to) throws IOException {
        Files.move(log(from), log(to));
    }

    void truncate(String name) throws IOException {
        Files.write(log(name), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    }

    /// Returns when the source has closed a file.
    void awaitClosed(String name) throws Exception {
        long deadline = System.nanoTime() + RecordingContext.PATIENCE.toNanos();
        while (isOpen(log(name))) {
            assertThat(System.nanoTime()).as(name + " is closed").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private static boolean isOpen(Path file) throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.anyMatch(descriptor -> leadsTo(descriptor, file));
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException _) {
            return false; // closed meanwhile
        }
    }

    /// The next lines, and nothing between them.
    void assertLines(String... lines) throws InterruptedException {
        for (String line : lines) assertThat(context.next()).isEqualTo(Message.text(line));
    }

    void assertNextJson(String json) throws InterruptedException {
        assertThat(context.next().toString()).isEqualTo(json);
    }
}
