package heliograph.benchmarks;

import heliograph.broadcast.Broadcaster;
import heliograph.journal.Journal;
import heliograph.journal.SourceKey;
import heliograph.query.Filter;
import heliograph.search.History;
import heliograph.search.Order;
import heliograph.search.Page;
import heliograph.search.SearchIndex;
import heliograph.source.Message;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/// How long does it take to find the newest 50 messages with a word among many, and how quickly is
/// the index made? Publishes messages of about 300 bytes in batches of 64, with words as frequent
/// as in a language, waits for the index, makes it again from nothing, and asks.
///
/// `-Dmessages` is how many; the profile `search` sets it.
final class SearchSpeed {
    private static final long MESSAGES = Long.getLong("messages", 200_000);
    private static final int BATCH = 64; // messages
    private static final int PUBLISHERS = 4;
    private static final int LENGTH = 190; // characters of text, for 300 bytes of JSON
    private static final int SHOWN = 50;
    private static final int WARM_UP = 20; // searches
    private static final int MEASURED = 200; // searches
    private static final Duration LONGEST = Duration.ofSeconds(10); // for one question
    private static final String[] VOCABULARY = vocabulary();
    private static final List<String> LEVELS = List.of("debug", "info", "info", "info", "warn");

    private SearchSpeed() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of("."), "search-speed");
        try {
            run(directory);
        } finally {
            delete(directory);
        }
    }

    private static void run(Path directory) throws Exception {
        InstantSource clock = InstantSource.system();
        try (Journal journal = Journal.open(directory, clock, new PrometheusRegistry())) {
            try (SearchIndex index = open(directory, journal)) {
                publish(journal);
                awaitIndexed(index);
            }
            for (String name : List.of("search.db", "search.sum")) {
                Files.deleteIfExists(directory.resolve(name));
            }
            try (SearchIndex index = open(directory, journal)) {
                long began = System.nanoTime();
                awaitIndexed(index);
                System.out.printf(
                        "index made again     %,11.0f messages/s, %,.0f in a second of CPU%n",
                        journal.newest() / ((System.nanoTime() - began) / 1e9),
                        journal.newest() / indexersCpu());
                printSizes(directory, journal);
                ask(new History(journal, index));
            }
        }
    }

    private static SearchIndex open(Path directory, Journal journal) {
        return SearchIndex.open(directory, journal, new PrometheusRegistry());
    }

    private static void publish(Journal journal) throws Exception {
        Broadcaster broadcaster = new Broadcaster(journal, 1 << 20, new PrometheusRegistry());
        long began = System.nanoTime();
        long each = MESSAGES / PUBLISHERS / BATCH;
        List<Callable<Void>> publishers = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            Random random = new Random(i);
            publishers.add(
                    () -> {
                        for (long b = 0; b < each; b++) publishBatch(broadcaster, random);
                        return null;
                    });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : threads.invokeAll(publishers)) done.get();
        }
        System.out.printf(
                "published            %,11.0f messages/s, %,d of them, the index behind them%n",
                journal.newest() / ((System.nanoTime() - began) / 1e9), journal.newest());
    }

    private static void publishBatch(Broadcaster broadcaster, Random random)
            throws InterruptedException {
        List<Message> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) batch.add(Message.json(message(random)));
        SourceKey source = new SourceKey("app-" + random.nextInt(8), "http");
        long _ = broadcaster.publish(source, batch, List.of());
    }

    private static String message(Random random) {
        StringBuilder text = new StringBuilder(LENGTH + 20);
        while (text.length() < LENGTH) {
            int rank = (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY.length));
            text.append(VOCABULARY[rank]).append(' ');
        }
        boolean error = random.nextInt(200) == 0;
        return "{\"level\":\"%s\",\"content\":\"%s\",\"request\":\"%016x\"}"
                .formatted(
                        error ? "error" : LEVELS.get(random.nextInt(LEVELS.size())),
                        text,
                        random.nextLong());
    }

    private static void awaitIndexed(SearchIndex index) {
        while (index.lag() >= BATCH) LockSupport.parkNanos(1_000_000);
    }

    /// In seconds: on a machine that others use too, it says more than the time that went by.
    private static double indexersCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.dumpAllThreads(false, false))
                        .filter(thread -> thread.getThreadName().equals("search-indexer"))
                        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                        .sum()
                / 1e9;
    }

    private static void printSizes(Path directory, Journal journal) throws Exception {
        long messages = journal.newest();
        long index = Files.size(directory.resolve("search.db"));
        System.out.printf(
                "journal %d bytes a message, index %d bytes a message, %,d MB%n",
                journal.bytesOnDisk() / messages, index / messages, index >> 20);
    }

    private static void ask(History history) throws InterruptedException {
        System.out.println("newest 50 of                      found  first ms   p50 ms   p99 ms");
        ask(history, "a common word", "", VOCABULARY[1]);
        ask(history, "a word of 1 %", "", VOCABULARY[200]);
        ask(history, "a word of 0.1 %", "", VOCABULARY[2_000]);
        ask(history, "a word of 0.01 %", "", VOCABULARY[19_000]);
        ask(history, "no such word", "", "nosuchword");
        ask(history, "a prefix of ids, 1/4096", "", "3f4*");
        ask(history, "a prefix of words", "", VOCABULARY[3_000].substring(0, 3) + "*");
        ask(history, "common AND 0.1 %", "", VOCABULARY[1] + " " + VOCABULARY[2_000]);
        ask(history, "1 % AND 1 %", "", VOCABULARY[200] + " " + VOCABULARY[210]);
        ask(history, "0.1 % AND 0.1 %", "", VOCABULARY[2_000] + " " + VOCABULARY[2_010]);
        ask(history, "level error (0.5 %)", "error", "");
        ask(history, "level error AND 1 %", "error", VOCABULARY[200]);
    }

    private static void ask(History history, String what, String level, String q)
            throws InterruptedException {
        Filter filter =
                Filter.of(
                        List.of(),
                        level.isEmpty() ? List.of() : List.of(level),
                        Optional.of(q).filter(text -> !text.isEmpty()));
        long began = System.nanoTime();
        Page page = history.page(history.kept(), Order.NEWEST_FIRST, filter, SHOWN);
        double first = (System.nanoTime() - began) / 1e6;
        List<Long> times = new ArrayList<>();
        long end = began + LONGEST.toNanos();
        for (int i = 0; i < WARM_UP + MEASURED && System.nanoTime() < end; i++) {
            long start = System.nanoTime();
            page = history.page(history.kept(), Order.NEWEST_FIRST, filter, SHOWN);
            if (i >= WARM_UP || System.nanoTime() > end) times.add(System.nanoTime() - start);
        }
        times.sort(Comparator.naturalOrder());
        boolean whole = page.entries().size() == SHOWN || page.next().isEmpty();
        System.out.printf(
                "%-32s %5d%s %9.2f %8.2f %8.2f%n",
                what,
                page.entries().size(),
                whole ? " " : "+",
                first,
                times.get(times.size() / 2) / 1e6,
                times.get((int) ((times.size() - 1) * 0.99)) / 1e6);
    }

    private static String[] vocabulary() {
        Random random = new Random(7);
        String[] words = new String[20_000];
        Arrays.setAll(words, i -> word(random));
        return words;
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 3 + random.nextInt(7); i > 0; i--)
            word.append((char) ('a' + random.nextInt(26)));
        return word.toString();
    }

    private static void delete(Path directory) throws Exception {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
