package heliograph.runner;

import heliograph.broadcast.Broadcaster;
import heliograph.journal.Journal;
import heliograph.source.ConfigException;
import heliograph.source.HttpSource;
import heliograph.source.LiveSource;
import heliograph.source.Source;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// All sources of the hub: starts them, knows how they fare and who takes posts, and stops them.
///
/// Made and closed by the hub's thread; the rest is safe from any thread.
public final class Sources implements AutoCloseable {
    /// The type that takes what is posted under a name that nobody configured.
    private static final String HTTP = "http";

    private static final String NO_HTTP =
            "there is no source type 'http' that takes posts; the hub's own jar is not whole";

    /// How many such names there may be.
    private static final int MOST_NAMES = 1000;

    private final Providers providers;
    private final Station station;
    private final Map<String, SourceStatus> statuses = new ConcurrentSkipListMap<>();
    private final Map<String, HttpReceiver> receivers = new ConcurrentHashMap<>();
    private final List<SourceRunner> runners = new ArrayList<>();
    private final HttpSource forNewNames;
    private final Set<String> newNames = ConcurrentHashMap.newKeySet(); // that nobody configured

    private Sources(Providers providers, Optional<Source> standard, Station station) {
        this.providers = providers;
        this.forNewNames =
                standard.filter(HttpSource.class::isInstance)
                        .map(HttpSource.class::cast)
                        .orElseThrow(() -> new ConfigException(NO_HTTP));
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
        SourceMaker maker = new SourceMaker(providers, entries);
        List<SourceMaker.Made> made = maker.make();
        Station station = new Station(broadcaster, journal, clock, new KeysInFlight());
        Sources sources = new Sources(providers, maker.standard(HTTP), station);
        made.forEach(sources::start);
        sources.measure(registry);
        return sources;
    }

    /// Makes every source and starts none.
    ///
    /// @throws ConfigException when a source is configured wrongly
    public static void check(List<SourceEntry> entries, Providers providers) {
        new SourceMaker(providers, entries).make();
    }

    private void start(SourceMaker.Made made) {
        SourceStatus status = made.status();
        statuses.put(status.name(), status);
        if (made.source().isEmpty()) return;
        switch (made.source().get()) {
            case LiveSource live -> runners.add(SourceRunner.start(live, status, station));
            case HttpSource http ->
                    receivers.put(status.name(), new HttpReceiver(http, status, station));
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
        if (newNames.size() >= MOST_NAMES) forgetUnused();
        if (newNames.size() >= MOST_NAMES) return new Recipient.TooManyNames(MOST_NAMES);
        SourceStatus status = new SourceStatus(name, HTTP, jarOf(HTTP), Map.of());
        HttpReceiver receiver = new HttpReceiver(forNewNames, status, station);
        receivers.put(name, receiver);
        statuses.put(name, status);
        newNames.add(name);
        return new Recipient.Receives(receiver);
    }

    /// Names under which nothing was accepted: a thousand mistakes must not use them all up.
    private void forgetUnused() {
        for (String name : List.copyOf(newNames)) {
            if (!isUnused(name)) continue;
            newNames.remove(name);
            receivers.remove(name);
            statuses.remove(name);
        }
    }

    private boolean isUnused(String name) {
        SourceStatus status = statuses.get(name);
        return newNames.contains(name) && status != null && status.view().messages() == 0;
    }

    private String jarOf(String type) {
        return providers.ofType(type).map(Providers.Found::jar).orElse("");
    }

    /// Every source, by name.
    public List<SourceStatus.View> board() {
        return statuses.values().stream()
                .filter(status -> !isUnused(status.name()))
                .map(SourceStatus::view)
                .toList();
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
