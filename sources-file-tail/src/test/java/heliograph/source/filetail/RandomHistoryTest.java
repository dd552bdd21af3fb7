package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.source.Message;
import heliograph.source.SourceConfig;
import heliograph.source.filetail.History.Step;
import heliograph.source.testkit.RecordingContext;
import heliograph.source.testkit.RunningSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Whatever happens to a file and its reader, in whatever order: each line once, and in order
/// within its generation, but for what is written between a copy and its truncation; and no more is
/// said to be lost than is. A failure prints its seed and the shortest history found that fails
/// too.
///
/// `-Dfiletail.seeds=5000` tries so many, `-Dfiletail.seed=42` begins there.
class RandomHistoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PATIENCE_TO_SHRINK = Duration.ofSeconds(1);
    private static final Duration TIME_TO_SHRINK = Duration.ofSeconds(20);

    private static final Pattern LOST_BYTES = Pattern.compile("\"log.lost_bytes\":(\\d+)");

    @TempDir Path directory;
    private int runs;

    static LongStream seeds() {
        long first = Long.getLong("filetail.seed", 0);
        return LongStream.range(first, first + Long.getLong("filetail.seeds", 100));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachLineIsPublishedOnceAndInOrder(long seed) throws Exception {
        History history = History.random(seed);
        Optional<String> problem = run(history, PATIENCE);
        if (problem.isEmpty()) return;
        long deadline = System.nanoTime() + TIME_TO_SHRINK.toNanos();
        History least =
                history.shrink(
                        shorter ->
                                System.nanoTime() < deadline
                                        && run(shorter, PATIENCE_TO_SHRINK).isPresent());
        throw new AssertionError(
                "-Dfiletail.seed=%d -Dfiletail.seeds=1: %s%nshortest: %s%nwhich says: %s"
                        .formatted(
                                seed,
                                problem.get(),
                                least,
                                run(least, PATIENCE).orElse("nothing now")));
    }

    @Test
    void aHistoryThatFailsShrinksToWhatMatters() {
        History history = History.random(1);
        History least =
                history.shrink(h -> h.steps().stream().filter(s -> s.count() == 4).count() > 1);
        assertThat(least.steps()).hasSize(2).allMatch(step -> step.count() == 4);
    }

    /// What went wrong.
    private Optional<String> run(History history, Duration patience) {
        try (var run =
                new Run(
                        Files.createDirectory(directory.resolve("run-" + ++runs)),
                        history,
                        patience)) {
            return run.problem();
        } catch (Exception e) {
            throw new IllegalStateException("in " + history, e);
        }
    }

    private static final class Run implements AutoCloseable {
        private final History history;
        private final Duration patience;
        private final HistoryModel model;
        private final FileTailSource source;
        private final RecordingContext context = new RecordingContext("logs");
        private Optional<RunningSource> running = Optional.empty();

        Run(Path logs, History history, Duration patience) {
            this.history = history;
            this.patience = patience;
            this.model = new HistoryModel(logs.resolve("app.log"));
            Map<String, ?> settings =
                    Map.of(
                            "include", logs + "/" + history.include(),
                            "poll-interval", "5ms",
                            "poll-interval-max", "40ms",
                            "discover-interval", "40ms",
                            "rotate-wait", "5m",
                            "close-inactive", "10ms",
                            "max-line-bytes", "1KiB");
            var config = SourceConfig.of("logs", settings);
            this.source = new FileTailSource(FileTailSettings.from(config), new RealDisk());
        }

        Optional<String> problem() throws Exception {
            start();
            awaitFirstLook();
            for (Step step : history.steps()) happens(step);
            if (!isAllPublished()) {
                List<String> missing = missing().stream().map(String::strip).limit(20).toList();
                return Optional.of("missing " + missing + ", failure " + failure());
            }
            List<String> published = published();
            List<String> expected = new ArrayList<>(model.written());
            Set<String> lost = missing();
            expected.removeAll(lost);
            if (published.size() != expected.size()) return Optional.of("too many: " + tooMany());
            boolean inOrder =
                    HistoryModel.byGeneration(published)
                            .equals(HistoryModel.byGeneration(expected));
            if (!inOrder) return Optional.of("out of order: " + published);
            long lostBytes = lost.stream().mapToLong(HistoryModel::bytes).sum();
            return saidToBeLost() <= lostBytes
                    ? Optional.empty()
                    : Optional.of(saidToBeLost() + " bytes said to be lost of " + lostBytes);
        }

        private void happens(Step step) throws Exception {
            for (int i = 0; i < step.count(); i++) {
                switch (step.act()) {
                    case WRITE -> model.write(1);
                    case WRITE_MUCH -> model.write(2_000);
                    case WRITE_HALF_A_LINE -> model.writeHalf();
                    case RENAME -> model.rename();
                    case WRITE_TO_THE_ONE_RENAMED -> model.writeToRenamed();
                    case COPY_AND_TRUNCATE -> model.copyAndTruncate(0);
                    case COPY_WRITE_AND_TRUNCATE -> model.copyAndTruncate(1);
                    case TRUNCATE_WHAT_IS_READ -> {
                        isAllPublished();
                        model.truncate();
                    }
                    case DELETE_WHAT_IS_READ -> {
                        isAllPublished();
                        model.delete();
                    }
                    case HUB_TAKES_NOTHING -> context.hold();
                    case HUB_TAKES_AGAIN -> context.release();
                    case STOP -> stop();
                    case KILL -> kill();
                    case START -> start();
                }
            }
        }

        private void start() {
            if (running.isEmpty()) running = Optional.of(RunningSource.start(source, context));
        }

        private void stop() throws InterruptedException {
            if (running.isPresent()) running.get().close();
            running = Optional.empty();
        }

        /// What it was about to publish is not there, as after a crash.
        private void kill() throws InterruptedException {
            context.fail();
            stop();
            context.recover();
        }

        private void awaitFirstLook() throws InterruptedException {
            long deadline = System.nanoTime() + patience.toNanos();
            while (context.checkpoints().isEmpty() && System.nanoTime() < deadline) Thread.sleep(1);
        }

        private boolean isAllPublished() throws Exception {
            context.release();
            start();
            model.completeLine();
            if (!Files.exists(model.log())) model.write(1); // whose coming shows what came before
            long deadline = System.nanoTime() + patience.toNanos();
            while (!model.mayBeLost().containsAll(missing())) {
                if (System.nanoTime() > deadline) return false;
                Thread.sleep(2);
            }
            return true;
        }

        private Optional<Throwable> failure() {
            Optional<Throwable> failure = running.flatMap(RunningSource::failure);
            failure.ifPresent(Throwable::printStackTrace);
            return failure;
        }

        private List<String> tooMany() {
            List<String> more = published();
            model.written().forEach(more::remove);
            return more.stream().map(String::strip).limit(20).toList();
        }

        private Set<String> missing() {
            Set<String> missing = new LinkedHashSet<>(model.written());
            published().forEach(missing::remove);
            return missing;
        }

        private List<String> published() {
            return context.published().stream()
                    .filter(message -> lostBytes(message) == 0)
                    .map(Run::content)
                    .collect(Collectors.toCollection(ArrayList::new));
        }

        private long saidToBeLost() {
            return context.published().stream().mapToLong(Run::lostBytes).sum();
        }

        private static long lostBytes(Message message) {
            Matcher lost = LOST_BYTES.matcher(message.toString());
            return lost.find() ? Long.parseLong(lost.group(1)) : 0;
        }

        private static String content(Message message) {
            String json = message.toString();
            int from = json.indexOf("\"content\":\"") + "\"content\":\"".length();
            return json.substring(from, json.indexOf('"', from));
        }

        @Override
        public void close() throws Exception {
            context.release();
            stop();
            model.close();
        }
    }
}
