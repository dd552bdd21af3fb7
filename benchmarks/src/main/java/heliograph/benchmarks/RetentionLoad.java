package heliograph.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.journal.Batch;
import heliograph.journal.Journal;
import heliograph.journal.JournalConfig;
import heliograph.journal.Retention;
import heliograph.journal.SourceKey;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/// Does forgetting delay publishing? Fills a journal with so many 500-byte entries, publishes 2,000
/// a second from 8 producers that each wait for their answer, with no limit, then with a count just
/// reached, then with a size just reached, and prints a line for each.
///
/// Waits are counted from when a message was due, so that one long wait counts for all behind it.
final class RetentionLoad {
    private static final int MESSAGE = 500; // bytes
    private static final int PRODUCERS = 8;
    private static final int RATE = 2_000; // messages in a second, of all producers
    private static final int FILLING = 1_000; // messages in a batch

    /// So large are the blocks of most of the journal: those of a paced run are as small.
    private static final int FILLED_ONE_BY_ONE = 50_000;

    private static final SourceKey SOURCE = new SourceKey("bench", "http");
    private static final byte[] LINE = line();

    private RetentionLoad() {}

    /// @param arguments how many entries (10000000), and for how many seconds each run (60)
    public static void main(String[] arguments) throws Exception {
        long entries = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
        Duration duration =
                Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 60);
        Path directory = Files.createTempDirectory(Path.of("."), "retention-load");
        try {
            fill(directory, entries);
            System.out.println(
                    "limit       forgotten   p50 ms   p99 ms  p99.9 ms   max ms   MiB on disk,"
                            + " limit");
            run(directory, "none", Retention.UNLIMITED, duration);
            run(directory, "count", count(entries), duration);
            run(directory, "size", size(directory), duration);
        } finally {
            delete(directory);
        }
    }

    private static Retention count(long entries) {
        return new Retention(Optional.empty(), OptionalLong.empty(), OptionalLong.of(entries));
    }

    /// Just reached, the log's share included.
    private static Retention size(Path directory) throws Exception {
        long used = Files.size(directory.resolve("journal.db"));
        long log = Math.min(64 << 20, used / 3);
        return new Retention(Optional.empty(), OptionalLong.of(used + log), OptionalLong.empty());
    }

    private static void fill(Path directory, long entries) throws Exception {
        try (Journal journal = open(directory, Retention.UNLIMITED)) {
            long small = Math.min(entries / 2, FILLED_ONE_BY_ONE);
            try (ExecutorService producers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<Long>> appends = new ArrayList<>();
                for (long i = 0; i < small; i++) appends.add(() -> journal.append(batch(1)));
                producers.invokeAll(appends);
            }
            while (journal.newest() < entries) journal.append(batch(FILLING));
        }
    }

    private static Journal open(Path directory, Retention retention) {
        JournalConfig config = new JournalConfig(directory, retention, JournalConfig.Origin.OWN);
        return Journal.open(config, InstantSource.system(), new PrometheusRegistry());
    }

    private static void run(Path directory, String name, Retention retention, Duration duration)
            throws Exception {
        try (Journal journal = open(directory, retention)) {
            long oldest = journal.oldest();
            produce(journal, Duration.ofSeconds(3)); // warm
            long[] waits = produce(journal, duration);
            Arrays.sort(waits);
            System.out.printf(
                    "%-8s %12d %8.2f %8.2f %9.2f %8.2f %9.0f %s%n",
                    name,
                    journal.oldest() - oldest,
                    percentile(waits, 0.5),
                    percentile(waits, 0.99),
                    percentile(waits, 0.999),
                    percentile(waits, 1),
                    journal.bytesOnDisk() / (double) (1 << 20),
                    retention.size().isPresent()
                            ? ", " + (retention.size().getAsLong() >> 20)
                            : "");
        }
    }

    /// How long each message waited for its answer, in nanoseconds.
    private static long[] produce(Journal journal, Duration duration) throws Exception {
        try (ExecutorService producers = Executors.newFixedThreadPool(PRODUCERS)) {
            List<Future<long[]>> waits = new ArrayList<>();
            for (int i = 0; i < PRODUCERS; i++) {
                waits.add(producers.submit(() -> produceOne(journal, duration)));
            }
            LongStream all = LongStream.empty();
            for (Future<long[]> one : waits) all = LongStream.concat(all, Arrays.stream(one.get()));
            return all.toArray();
        }
    }

    private static long[] produceOne(Journal journal, Duration duration) throws Exception {
        long pause = 1_000_000_000L * PRODUCERS / RATE;
        long[] waits = new long[(int) (duration.toNanos() / pause)];
        long due = System.nanoTime();
        for (int i = 0; i < waits.length; i++) {
            due += pause;
            while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
            journal.append(batch(1));
            waits[i] = System.nanoTime() - due;
        }
        return waits;
    }

    private static double percentile(long[] sorted, double p) {
        return sorted[(int) ((sorted.length - 1) * p)] / 1e6;
    }

    private static byte[] line() {
        String head = "{\"time\":\"" + " ".repeat(Batch.STAMP_LENGTH) + "\",\"content\":\"";
        String tail = "\"}\n";
        String content = "x".repeat(MESSAGE - head.length() - tail.length());
        return (head + content + tail).getBytes(UTF_8);
    }

    private static Batch batch(int count) {
        var lines = new ByteArrayOutputStream(count * MESSAGE);
        int[] ends = new int[count];
        int[] holes = new int[count];
        for (int i = 0; i < count; i++) {
            holes[i] = lines.size() + "{\"time\":\"".length();
            lines.writeBytes(LINE);
            ends[i] = lines.size();
        }
        return new Batch(lines.toByteArray(), ends, holes, SOURCE, List.of());
    }

    private static void delete(Path directory) throws Exception {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
