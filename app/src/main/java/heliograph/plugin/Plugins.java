package heliograph.plugin;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.source.ConfigException;
import heliograph.source.NearestWord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The kinds of source there are: what the hub's class path has, and what is dropped into the
/// folder for plugins.
///
/// ```
/// class path ─────────────────────▶ Candidate ─test─▶ Holdings ─▶ ProviderTable ─▶ the listener
/// PluginFolder ─▶ DropWatch ─▶ LoadedPlugin ───────────┘
/// ```
/// Whatever runs a jar's code has a thread of its own: one that blocks keeps no other waiting. Safe
/// from any thread.
public final class Plugins implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Plugins.class.getName());

    private static final Duration STEP = Duration.ofMillis(10);

    private final ProviderTable table;
    private final Consumer<Set<String>> listener;
    private final List<Thread> onClassPath = new ArrayList<>(); // they test what is there
    private final List<Thread> inFolder; // they load what was there at the start
    private final DropWatch drops;

    private Plugins(PluginsConfig config, InstantSource clock, Consumer<Set<String>> listener) {
        this.table = new ProviderTable(clock);
        this.listener = listener;
        int rank = 0;
        ProviderSearch search = ProviderSearch.onClassPath(config.classPath(), clock);
        put(rank++, new Holdings(List.of(), search.broken()));
        for (Candidate candidate : search.candidates()) test(rank++, candidate);
        PluginFolder folder = new PluginFolder(config.folder());
        this.drops = new DropWatch(folder, copies(config), clock, rank, this::put);
        this.inFolder = drops.begin();
    }

    private static PrivateCopies copies(PluginsConfig config) {
        try {
            return new PrivateCopies(config.copies());
        } catch (IOException e) {
            throw new UncheckedIOException("no place for copies of plugins: " + e.getMessage(), e);
        }
    }

    /// Begins to look for them, and goes on until it is closed.
    ///
    /// @param listener is told the types whose provider is another one now, or none; it returns
    ///     when nothing runs the old one's code any more. Called from several threads.
    public static Plugins find(
            PluginsConfig config, InstantSource clock, Consumer<Set<String>> listener) {
        return new Plugins(config, clock, listener);
    }

    private void test(int rank, Candidate candidate) {
        onClassPath.add(
                Thread.ofVirtual()
                        .name("test " + candidate.type().getName())
                        .start(
                                () -> {
                                    try {
                                        put(rank, Holdings.of(candidate.test()));
                                    } catch (InterruptedException _) {
                                        Thread.currentThread().interrupt();
                                    }
                                }));
    }

    private void put(int rank, Holdings holdings) {
        for (BrokenJar broken : holdings.broken()) {
            LOGGER.log(
                    WARNING,
                    "plugin {0} cannot be used: {1} {2}",
                    broken.jar(),
                    broken.provider(),
                    broken.reason());
        }
        Set<String> changed = table.put(rank, holdings);
        if (!changed.isEmpty()) listener.accept(changed);
    }

    /// Waits until everything that was there at the start is known, or the time is over.
    public void await(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        join(onClassPath, deadline);
        join(inFolder, deadline);
    }

    /// As [#await], but for the class path only.
    public void awaitClassPath(Duration time) throws InterruptedException {
        join(onClassPath, System.nanoTime() + time.toNanos());
    }

    /// Waits until these types are known, or nothing that was there at the start can bring them any
    /// more, or the time is over.
    public void awaitTypes(Set<String> types, Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (!table.byType().keySet().containsAll(types)) {
            Optional<Thread> next = inFolder.stream().filter(Thread::isAlive).findFirst();
            if (next.isEmpty() || System.nanoTime() > deadline) return;
            next.get().join(STEP);
        }
    }

    private static void join(List<Thread> threads, long deadline) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
    }

    /// Whether what was there at the start is not all known yet.
    public boolean isSearching() {
        return Stream.concat(onClassPath.stream(), inFolder.stream()).anyMatch(Thread::isAlive);
    }

    public Optional<FoundProvider> ofType(String type) {
        return table.ofType(type);
    }

    public Map<String, FoundProvider> byType() {
        return table.byType();
    }

    /// Jars and providers that cannot be used.
    public List<BrokenJar> broken() {
        return table.broken();
    }

    /// That no provider is of the type, and what to do.
    public ConfigException unknownType(String source, String type) {
        Set<String> known = new TreeSet<>(table.byType().keySet());
        return new ConfigException(
                "source '%s': there is no type '%s'; there are %s%s"
                        .formatted(
                                source,
                                type,
                                String.join(", ", known),
                                NearestWord.suggestion(type, known)));
    }

    /// Whether the type is one with a typing error, rather than that of a jar which is not there.
    public boolean isMistyped(String type) {
        return broken().isEmpty()
                && !isSearching()
                && NearestWord.to(type, table.byType().keySet()).isPresent();
    }

    @Override
    public void close() {
        drops.close();
    }
}
