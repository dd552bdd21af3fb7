package heliograph.benchmarks.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The measurements of all rounds.
final class Medians {
    private final List<Measurement> measurements = new ArrayList<>();

    void add(Measurement measurement) {
        measurements.add(measurement);
    }

    List<Measurement> all() {
        return List.copyOf(measurements);
    }

    /// Empty when it was not measured.
    OptionalDouble of(Load load, String server, Metric metric) {
        double[] values =
                measurements.stream()
                        .filter(each -> each.load() == load && each.server().equals(server))
                        .filter(each -> each.figures().containsKey(metric))
                        .mapToDouble(each -> each.figures().get(metric))
                        .sorted()
                        .toArray();
        if (values.length == 0) return OptionalDouble.empty();
        int middle = values.length / 2;
        return OptionalDouble.of(
                values.length % 2 == 1
                        ? values[middle]
                        : (values[middle - 1] + values[middle]) / 2);
    }
}
