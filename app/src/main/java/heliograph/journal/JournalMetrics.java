package heliograph.journal;

import io.prometheus.metrics.core.datapoints.Timer;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.util.List;

/// What the journal counts.
final class JournalMetrics {
    private final Counter messages;
    private final Counter bytes;
    private final Counter forgotten;
    private final Histogram commits;

    JournalMetrics(PrometheusRegistry registry) {
        messages =
                Counter.builder()
                        .name("heliograph_journal_messages_total")
                        .help("Messages committed.")
                        .register(registry);
        bytes =
                Counter.builder()
                        .name("heliograph_journal_bytes_total")
                        .help("Bytes of messages committed.")
                        .register(registry);
        forgotten =
                Counter.builder()
                        .name("heliograph_journal_forgotten_messages_total")
                        .help("Messages forgotten, by the limit that they were over.")
                        .labelNames("reason")
                        .register(registry);
        for (Retention.Reason reason : Retention.Reason.values()) {
            forgotten.initLabelValues(reason.word());
        }
        commits =
                Histogram.builder()
                        .name("heliograph_journal_commit_seconds")
                        .help("Time of one commit, fsync included.")
                        .classicOnly()
                        .classicUpperBounds(
                                0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                0.1, 0.25, 1)
                        .register(registry);
    }

    Timer timeCommit() {
        return commits.startTimer();
    }

    void forgotten(Retention.Reason reason, long messages) {
        forgotten.labelValues(reason.word()).inc(messages);
    }

    void committed(List<Block> blocks) {
        for (Block block : blocks) {
            messages.inc(block.count());
            bytes.inc(block.body().length);
        }
    }
}
