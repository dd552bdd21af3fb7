package heliograph.stream;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The streams that are open, and why others have ended. Safe from any thread.
public final class OpenStreams {
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final StreamWriters writers;
    private final StalledClients stalled;
    private final Counter ended;

    public OpenStreams(StreamWriters writers, StalledClients stalled, PrometheusRegistry registry) {
        this.writers = writers;
        this.stalled = stalled;
        this.ended =
                Counter.builder()
                        .name("heliograph_streams_ended_total")
                        .help("Streams that have ended, by reason.")
                        .labelNames("reason")
                        .register(registry);
        for (EventStream.End end : EventStream.End.values()) ended.labelValues(word(end));
    }

    /// Runs a stream on its connection's thread; returns when it has ended.
    public void run(EventStream stream) {
        open.add(stream);
        try (var _ = stalled.watch(stream)) {
            stream.run(writers);
        } finally {
            open.remove(stream);
            ended.labelValues(word(stream.end())).inc();
        }
    }

    private static String word(EventStream.End end) {
        return end.name().toLowerCase(Locale.ROOT);
    }

    public List<StreamState> states() {
        return open.stream().map(EventStream::state).toList();
    }
}
