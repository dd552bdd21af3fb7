package heliograph.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// What does the journal cost beside the plainest thing that keeps the same promise? Producers that
/// each wait for their answer, against the real journal, and against the same queue over a file
/// that is appended to and synced. Rounds alternate, so that both meet the same disk. In the
/// journal's package, for the queue is no business of others.
///
/// Prints a line for each round: messages a second, and how long a producer waited.
final class GroupCommit {
    private static final int MESSAGE = 400; // bytes
    private static final int PRODUCERS = 8;
    private static final Duration MEASURED =
            Duration.ofMillis(Integer.getInteger("heliograph.benchmark.millis", 2000));
    private static final int ROUNDS = Integer.getInteger("heliograph.benchmark.rounds", 3);

    /// Keeps a batch, and returns when it is on disk.
    @FunctionalInterface
    private interface Store {
        long append(Batch batch) throws InterruptedException;
    }

    /// @param batch messages that a producer sends at once
    /// @param rate messages a second of all producers together; 0 for as many as they can
    private record Load(String name, int batch, int rate) {}

    private static final List<Load> LOADS =
            List.of(
                    new Load("8 x 1", 1, 0),
                    new Load("8 x 64", 64, 0),
                    new Load("2000/s", 1, 2000));

    /// @param waits of each append, in nanoseconds, shortest first
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Result(double rate, long[] waits) {
        double percentile(double p) {
            return waits[(int) ((waits.length - 1) * p)] / 1e6;
        }
    }

    private GroupCommit() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("load      store     messages/s   p50 ms   p99 ms   p99.9 ms   max ms");
        for (Load load : LOADS) {
            double[] ratios = new double[ROUNDS];
            for (int round = -1; round < ROUNDS; round++) { // one to warm up
                Result file = inDirectory(directory -> onFile(directory, load));
                Result journal = inDirectory(directory -> onJournal(directory, load));
                if (round < 0) continue;
                print(load, "file", file);
                print(load, "journal", journal);
                ratios[round] = journal.rate() / file.rate();
            }
            Arrays.sort(ratios);
            System.out.printf(
                    "%-9s journal / file: %.2f (median of %d)%n%n",
                    load.name(), ratios[ROUNDS / 2], ROUNDS);
        }
    }

    private static void print(Load load, String store, Result result) {
        System.out.printf(
                "%-9s %-8s %11.0f %8.2f %8.2f %10.2f %8.2f%n",
                load.name(),
                store,
                result.rate(),
                result.percentile(0.5),
                result.percentile(0.99),
                result.percentile(0.999),
                result.percentile(1));
    }

    private static Result onJournal(Path directory, Load load) throws Exception {
        try (Journal journal =
                Journal.open(directory, InstantSource.system(), new PrometheusRegistry())) {
            return measure(journal::append, load);
        }
    }

    private static Result onFile(Path directory, Load load) throws Exception {
        try (AppendFile file = new AppendFile(directory.resolve("file"))) {
            return measure(file::append, load);
        }
    }

    private static Result measure(Store store, Load load) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(PRODUCERS)) {
            Callable<long[]> producer = () -> produce(store, load);
            long began = System.nanoTime();
            List<Future<long[]>> producers =
                    executor.invokeAll(java.util.Collections.nCopies(PRODUCERS, producer));
            double seconds = (System.nanoTime() - began) / 1e9;
            long[] waits = new long[0];
            for (Future<long[]> one : producers) waits = joined(waits, one.get());
            Arrays.sort(waits);
            return new Result(waits.length * load.batch() / seconds, waits);
        }
    }

    /// Sends one batch after the other and returns how long each took. At a given rate, a wait is
    /// counted from when the batch was due: a stall is felt by all that come meanwhile.
    private static long[] produce(Store store, Load load) throws InterruptedException {
        long[] waits = new long[1 << 12];
        int count = 0;
        long pace = load.rate() == 0 ? 0 : 1_000_000_000L * PRODUCERS * load.batch() / load.rate();
        long due = System.nanoTime();
        long end = due + MEASURED.toNanos();
        while (System.nanoTime() < end) {
            if (pace == 0) due = System.nanoTime();
            else awaitTime(due);
            store.append(batch(load.batch()));
            if (count == waits.length) waits = Arrays.copyOf(waits, 2 * count);
            waits[count++] = System.nanoTime() - due;
            due += pace;
        }
        return Arrays.copyOf(waits, count);
    }

    private static void awaitTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Batch batch(int messages) {
        byte[] lines = new byte[MESSAGE * messages];
        int[] ends = new int[messages];
        int[] holes = new int[messages];
        for (int i = 0; i < messages; i++) {
            int start = i * MESSAGE;
            System.arraycopy(LINE, 0, lines, start, MESSAGE);
            holes[i] = start + HOLE;
            ends[i] = start + MESSAGE;
        }
        return new Batch(lines, ends, holes, new SourceKey("benchmark", "benchmark"), List.of());
    }

    private static final String HEAD = "{\"time\":\"";
    private static final int HOLE = HEAD.length();
    private static final byte[] LINE = line();

    private static byte[] line() {
        String head =
                HEAD
                        + " ".repeat(Batch.STAMP_LENGTH)
                        + "\",\"source\":\"benchmark\",\"content\":\"";
        return (head + "x".repeat(MESSAGE - head.length() - 3) + "\"}\n").getBytes(US_ASCII);
    }

    @FunctionalInterface
    private interface Measurement {
        Result in(Path directory) throws Exception;
    }

    private static Result inDirectory(Measurement measurement) throws Exception {
        Path directory = Files.createTempDirectory(Path.of("."), "group-commit");
        try {
            return measurement.in(directory);
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    private static long[] joined(long[] first, long[] second) {
        long[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
