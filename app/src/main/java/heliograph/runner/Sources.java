package heliograph.runner;

import heliograph.broadcast.Broadcaster;
import heliograph.journal.Journal;
import heliograph.plugin.OnceASecond;
import heliograph.source.ConfigException;
import heliograph.source.PublishFailed;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// All sources of the hub, and how they fare: those that the configuration asks for, those that
/// start by themselves ([Starter]), and those that somebody posts to ([NewNames]).
///
/// Made and closed by the hub's thread; the rest is safe from any thread.
public final class Sources implements AutoCloseable {
    private final Map<String, ManagedSource> all = new ConcurrentSkipListMap<>();
    private final Starter starter;
    private final NewNames newNames;
    private final OnceASecond silenceWatch;

    private Sources(SourcesConfig config, Station station) {
        this.starter = new Starter(config, all, station);
        this.newNames = new NewNames(all, starter.plugins(), station);
        this.silenceWatch = SilenceWatch.start(all::values, station.clock());
    }

    /// Makes and starts what the configuration asks for, and what starts by itself.
    ///
    /// @throws ConfigException when a source is configured wrongly; nothing runs then
    public static Sources start(
            SourcesConfig config,
            Broadcaster broadcaster,
            Journal journal,
            InstantSource clock,
            PrometheusRegistry registry) {
        Station station =
                new Station(broadcaster, journal, clock, new KeysInFlight(), config.patience());
        Sources sources = new Sources(config, station);
        try {
            sources.starter.start();
        } catch (RuntimeException e) {
            sources.close();
            throw e;
        }
        sources.measure(registry);
        return sources;
    }

    /// Who takes what is posted under this name.
    public Recipient recipient(String name) throws InterruptedException {
        ManagedSource source = all.get(name);
        return source == null ? newNames.recipient(name) : source.recipient();
    }

    public Board board() {
        return new Board(
                all.entrySet().stream()
                        .filter(entry -> !newNames.isUnused(entry.getKey()))
                        .map(entry -> entry.getValue().status().view())
                        .toList(),
                starter.plugins().broken());
    }

    /// Does what somebody asks of a source, and returns how it fares then. Takes as long as the
    /// source takes to leave its run, up to 3 s.
    ///
    /// @return nothing when there is no source of that name
    /// @throws PublishFailed when it must be kept over a restart and cannot be
    public Optional<SourceView> command(String name, Command command) throws InterruptedException {
        ManagedSource source = all.get(name);
        if (source == null) return Optional.empty();
        switch (command) {
            case PAUSE -> source.pause();
            case RESUME -> source.resume();
            case RESTART -> source.restart();
        }
        return Optional.of(source.status().view());
    }

    private void measure(PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name("heliograph_source_state")
                .help("1 for the state that each source is in.")
                .labelNames("source", "type", "state")
                .callback(
                        callback -> {
                            for (SourceView view : board().sources()) {
                                callback.call(1, view.name(), view.type(), view.state().word());
                            }
                        })
                .register(registry);
        GaugeWithCallback.builder()
                .name("heliograph_plugins_broken")
                .help("Jars and providers that cannot be used.")
                .callback(callback -> callback.call(starter.plugins().broken().size()))
                .register(registry);
    }

    /// Interrupts all, and returns when they have left or their time is over.
    @Override
    public void close() {
        silenceWatch.close();
        starter.close();
    }
}
