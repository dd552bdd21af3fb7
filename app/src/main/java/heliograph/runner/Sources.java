package heliograph.runner;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.broadcast.Broadcaster;
import heliograph.journal.Journal;
import heliograph.source.ConfigException;
import heliograph.source.HttpSource;
import heliograph.source.LiveSource;
import heliograph.source.Source;
import heliograph.source.SourceConfig;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// All sources of the hub: makes them, starts them, knows how they fare, and stops them.
///
/// Made and closed by the hub's thread; the rest is safe from any thread.
public final class Sources implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Sources.class.getName());

    /// The type that takes what is posted under a name that nobody configured.
    private static final String HTTP = "http";

    /// How many such names there may be.
    private static final int MOST_NAMES = 1000;

    private final Providers providers;
    private final Station station;
    private final Map<String, SourceStatus> statuses = new ConcurrentSkipListMap<>();
    private final Map<String, HttpReceiver> receivers = new ConcurrentHashMap<>();
    private final List<SourceRunner> runners = new ArrayList<>();
    private int newNames; // that nobody configured

    private Sources(Providers providers, Station station) {
        this.providers = providers;
        this.station = station;
    }

    /// Makes and starts what the configuration asks for, and what starts by itself.
    ///
    /// @throws ConfigException when a source is configured wrongly; nothing runs then
    public static Sources start(
            List<SourceEntry> entries,
            Providers providers,
            Broadcaster broadcaster,
            Journal journal,
            InstantSource clock,
            PrometheusRegistry registry) {
        Sources sources = new Sources(providers, new Station(broadcaster, journal, clock));
        List<Made> made = sources.makeAll(entries);
        made.forEach(sources::start);
        sources.measure(registry);
        return sources;
    }

    /// Makes every source and starts none.
    ///
    /// @throws ConfigException when a source is configured wrongly
    public static void check(List<SourceEntry> entries, Providers providers) {
        for (SourceEntry entry : entries) {
            providers
                    .ofType(entry.type())
                    .ifPresentOrElse(
                            found -> make(entry, found),
                            () -> {
                                throw providers.unknownType(entry);
                            });
        }
    }

    private record Made(Source source, SourceStatus status) {}

    private List<Made> makeAll(List<SourceEntry> entries) {
        List<Made> made = new ArrayList<>();
        for (SourceEntry entry : entries) {
            Optional<Providers.Found> found = providers.ofType(entry.type());
            if (found.isPresent()) {
                add(entry, found.get(), made);
            } else if (providers.broken().isEmpty()) {
                throw providers.unknownType(entry);
            } else {
                // The type may be that of a broken jar, which must not keep the hub from starting.
                neverRan(entry, "", providers.unknownType(entry).getMessage());
            }
        }
        for (Providers.Found found : providers.all()) {
            if (startsByItself(found, entries)) {
                addIfAllHasDefaults(found, made);
            }
        }
        return made;
    }

    private boolean startsByItself(Providers.Found found, List<SourceEntry> entries) {
        boolean nameTaken = entries.stream().anyMatch(entry -> entry.name().equals(found.type()));
        if (nameTaken) return false;
        // Names that nobody configured need this one, whatever else of its type there is.
        if (found.type().equals(HTTP)) return true;
        boolean configured = entries.stream().anyMatch(entry -> entry.type().equals(found.type()));
        return !configured && found.startsByItself();
    }

    private void addIfAllHasDefaults(Providers.Found found, List<Made> made) {
        SourceConfig defaults = SourceConfig.of(found.type(), Map.of());
        try {
            add(new SourceEntry(found.type(), found.type(), defaults), found, made);
        } catch (ConfigException _) {
            // A setting without a default: it starts when it is configured.
        }
    }

    private void add(SourceEntry entry, Providers.Found found, List<Made> made) {
        try {
            Source source = make(entry, found);
            SourceStatus status = status(entry, found.jar());
            statuses.put(entry.name(), status);
            made.add(new Made(source, status));
        } catch (ConfigException e) {
            throw e;
        } catch (RuntimeException e) {
            neverRan(entry, found.jar(), Providers.reason(e));
        }
    }

    private static Source make(SourceEntry entry, Providers.Found found) {
        try {
            Source source =
                    ForeignCall.call(
                            "create of type '" + entry.type() + "'",
                            () ->
                                    Objects.requireNonNull(
                                            found.provider().create(entry.settings()),
                                            "create() returned null"));
            entry.settings().refuseUnknown();
            return source;
        } catch (ConfigException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(Providers.reason(e), e);
        }
    }

    private void neverRan(SourceEntry entry, String jar, String error) {
        LOGGER.log(WARNING, "source '" + entry.name() + "' could not be made: " + error);
        SourceStatus status = status(entry, jar);
        status.neverRan(error);
        statuses.put(entry.name(), status);
    }

    private static SourceStatus status(SourceEntry entry, String jar) {
        return new SourceStatus(entry.name(), entry.type(), jar, entry.settings().shown());
    }

    private void start(Made made) {
        switch (made.source()) {
            case LiveSource live -> runners.add(SourceRunner.start(live, made.status(), station));
            case HttpSource http ->
                    receivers.put(
                            made.status().name(), new HttpReceiver(http, made.status(), station));
        }
    }

    /// Who takes what is posted under this name.
    public Recipient recipient(String name) {
        HttpReceiver receiver = receivers.get(name);
        if (receiver != null) return new Recipient.Receives(receiver);
        SourceStatus status = statuses.get(name);
        if (status != null) return new Recipient.OtherKind(status.type());
        return newName(name);
    }

    private synchronized Recipient newName(String name) {
        HttpReceiver known = receivers.get(name);
        if (known != null) return new Recipient.Receives(known);
        if (newNames >= MOST_NAMES) return new Recipient.TooManyNames(MOST_NAMES);
        HttpReceiver standard = receivers.get(HTTP);
        if (standard == null) return new Recipient.OtherKind("nothing that takes posts");
        SourceStatus status = new SourceStatus(name, HTTP, jarOf(HTTP), Map.of());
        HttpReceiver receiver = new HttpReceiver(standard.source(), status, station);
        receivers.put(name, receiver);
        statuses.put(name, status);
        newNames++;
        return new Recipient.Receives(receiver);
    }

    private String jarOf(String type) {
        return providers.ofType(type).map(Providers.Found::jar).orElse("");
    }

    /// Every source, by name.
    public List<SourceStatus.View> board() {
        return statuses.values().stream().map(SourceStatus::view).toList();
    }

    /// Jars whose provider cannot be used.
    public List<Providers.Broken> broken() {
        return providers.broken();
    }

    private void measure(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("heliograph_source_state")
                .help("1 for the state that each source is in.")
                .labelNames("source", "type", "state")
                .callback(
                        callback ->
                                board().forEach(
                                                view ->
                                                        callback.call(
                                                                1,
                                                                view.name(),
                                                                view.type(),
                                                                view.state().word())))
                .register(registry);
    }

    /// Interrupts all, and returns when they have left or their time is over.
    @Override
    public void close() {
        runners.forEach(SourceRunner::stop);
        long deadline = System.nanoTime() + SourceRunner.TIME_TO_LEAVE.toNanos();
        try {
            for (SourceRunner runner : runners) runner.awaitStop(deadline);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the hub is being stopped twice: go on
        }
    }
}
