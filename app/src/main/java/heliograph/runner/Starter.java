package heliograph.runner;

import heliograph.plugin.FoundProvider;
import heliograph.plugin.Plugins;
import heliograph.source.ConfigException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Starts the sources that the configuration asks for, and those that start by themselves because
/// all their settings have defaults; has them follow the jars that come and go.
final class Starter implements AutoCloseable {
    /// How long the start waits for what the configuration asks for, if that blocks; then it goes
    /// on, and that comes later or never.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// How long it waits for what nobody asked for: that would be on the board from the start.
    private static final Duration GRACE = Duration.ofMillis(200);

    /// Longer than foreign code may take to leave its run and to be made.
    private static final Duration STEP = Duration.ofSeconds(10);

    private static final String NO_HTTP =
            "there is no source type 'http' that takes posts; the hub's own jar is not whole";

    private final List<SourceEntry> entries;
    private final Map<String, ManagedSource> all;
    private final Station station;
    private final Plugins plugins;
    private final Map<String, ManagedSource> unasked = new ConcurrentHashMap<>(); // by type
    private volatile boolean isOpen;

    /// @param all sources of the hub, for these to be put to
    Starter(SourcesConfig config, Map<String, ManagedSource> all, Station station) {
        this.entries = config.entries();
        this.all = all;
        this.station = station;
        this.plugins = Plugins.find(config.plugins(), station.clock(), this::follow);
    }

    Plugins plugins() {
        return plugins;
    }

    /// @throws ConfigException when a source is configured wrongly; nothing runs then
    void start() {
        try {
            plugins.awaitClassPath(PATIENCE);
            plugins.awaitTypes(typesAskedFor(), PATIENCE);
            plugins.await(GRACE);
            if (plugins.ofType(NewNames.TYPE).isEmpty()) throw new ConfigException(NO_HTTP);
            for (SourceEntry entry : entries) {
                all.put(entry.name(), new ManagedSource(entry, plugins, station));
            }
            makeAll();
            isOpen = true;
            Together.take(all.values(), GRACE, Starter::startOrRefresh);
            Together.take(unasked(plugins.byType().keySet()), GRACE, this::adopt);
            if (plugins.isSearching()) Thread.ofVirtual().start(this::catchUp);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sources were started", e);
        }
    }

    private Set<String> typesAskedFor() {
        return entries.stream().map(SourceEntry::type).collect(Collectors.toSet());
    }

    private void makeAll() throws InterruptedException {
        Map<ManagedSource, ConfigException> refused = new ConcurrentHashMap<>();
        Together.take(
                all.values(),
                PATIENCE,
                source -> source.make().ifPresent(why -> refused.put(source, why)));
        for (ManagedSource source : all.values()) {
            refuse(source, Optional.ofNullable(refused.get(source)));
        }
    }

    private void refuse(ManagedSource source, Optional<ConfigException> why) {
        if (why.isPresent()) throw why.get();
        String type = source.type();
        if (plugins.ofType(type).isEmpty() && plugins.isMistyped(type)) {
            throw plugins.unknownType(source.status().name(), type);
        }
    }

    /// A jar may have come or gone since it was made.
    private static void startOrRefresh(ManagedSource source) throws InterruptedException {
        source.start();
        source.refresh();
    }

    /// Types that were not known at the start may still come, until everything that was there is.
    private void catchUp() {
        try {
            while (isOpen && plugins.isSearching()) plugins.await(STEP);
            Together.take(all.values(), STEP, ManagedSource::refresh);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Has sources go on with the providers that their types have now, and returns when they do.
    private void follow(Set<String> types) {
        if (!isOpen) return; // the start takes what is there
        try {
            dismiss(types);
            Together.take(
                    all.values().stream().filter(s -> types.contains(s.type())).toList(),
                    STEP,
                    ManagedSource::refresh);
            Together.take(unasked(types), STEP, this::adopt);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Sources that nobody asked for, of providers that start one by themselves.
    private List<ManagedSource> unasked(Set<String> types) throws InterruptedException {
        List<ManagedSource> sources = new ArrayList<>();
        for (String type : types) {
            if (!startsByItself(type) || unasked.containsKey(type) || isAskedFor(type)) continue;
            SourceEntry entry = SourceEntry.withDefaults(type, type);
            sources.add(new ManagedSource(entry, plugins, station));
        }
        return sources;
    }

    private boolean startsByItself(String type) {
        return plugins.ofType(type).map(FoundProvider::startsByItself).orElse(false);
    }

    private boolean isAskedFor(String type) {
        return entries.stream()
                .anyMatch(entry -> entry.name().equals(type) || entry.type().equals(type));
    }

    /// Takes one that nobody asked for, unless a setting has no default: then it starts when it is
    /// configured.
    private void adopt(ManagedSource source) throws InterruptedException {
        if (source.make().isPresent() || !isOpen) return;
        if (unasked.putIfAbsent(source.type(), source) != null) return;
        all.put(source.type(), source);
        source.start();
    }

    /// Lets those go that nobody asked for and whose jar is gone.
    private void dismiss(Set<String> types) throws InterruptedException {
        List<ManagedSource> gone = new ArrayList<>();
        for (String type : types) {
            if (startsByItself(type)) continue;
            Optional.ofNullable(unasked.remove(type)).ifPresent(gone::add);
        }
        gone.forEach(source -> all.remove(source.type(), source));
        Together.take(gone, STEP, ManagedSource::close);
    }

    /// Stops everything, and returns when it has left its runs or the time for that is over.
    @Override
    public void close() {
        isOpen = false;
        try {
            Together.take(
                    all.values(), SourceRunner.TIME_TO_LEAVE.plusSeconds(1), ManagedSource::close);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the hub is being stopped twice: go on
        }
        plugins.close();
    }
}
