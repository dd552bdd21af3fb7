package heliograph.benchmarks.fanout;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// One figure of a measurement.
enum Metric {
    CPU("cpu-us-per-delivery", 1, "CPU for a delivery, µs", "%,.2f"),
    CORES("cpu-cores", 100, "CPU of a core, %", "%,.0f"),
    DELIVERIES("deliveries-per-second", 1, "deliveries/s", "%,.0f"),
    P50("latency-p50-us", 1e-3, "p50 from POST to client, ms", "%,.2f"),
    P99("latency-p99-us", 1e-3, "p99, ms", "%,.2f"),
    P999("latency-p99.9-us", 1e-3, "p99.9, ms", "%,.2f"),
    RSS("rss-kib-per-subscriber", 1, "resident for a subscriber, KiB", "%,.1f"),
    HEAP("heap-kib-per-subscriber", 1, "of it live heap, KiB", "%,.1f"),
    REST("rest-cpu-ms-per-second", 0.1, "CPU of a core at rest, %", "%,.2f"),
    REACHED("reached-all-ms", 1, "one message to all, ms", "%,.0f");

    private final String key;
    private final double scale;
    private final String label;
    private final String format;

    Metric(String key, double scale, String label, String format) {
        this.key = key;
        this.scale = scale;
        this.label = label;
        this.format = format;
    }

    /// The one that `ssebench` prints under that name.
    static Optional<Metric> of(String key) {
        return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
    }

    /// From the load client's unit to that of the table.
    double scaled(double value) {
        return value * scale;
    }

    String label() {
        return label;
    }

    String text(double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
