package heliograph.benchmarks.fanout;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one run of the load client saw of one server.
///
/// @param faults how many messages were lost and the like, by name; those with none are absent
record Measurement(
        Load load, String server, Map<Metric, Double> figures, Map<String, Long> faults) {

    /// On one line, to be shown while the rest is measured.
    String line() {
        String known =
                Stream.of(
                                Metric.CPU,
                                Metric.DELIVERIES,
                                Metric.P99,
                                Metric.RSS,
                                Metric.HEAP,
                                Metric.REST)
                        .flatMap(metric -> shown(metric).stream())
                        .collect(Collectors.joining(", "));
        return faults.isEmpty() ? known : known + "  " + faults;
    }

    private Optional<String> shown(Metric metric) {
        return Optional.ofNullable(figures.get(metric))
                .map(value -> metric.label() + " " + metric.text(value));
    }
}
