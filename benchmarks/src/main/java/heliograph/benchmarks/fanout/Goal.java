package heliograph.benchmarks.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// A promise of docs/RATIONALE.md and what became of it in this run.
///
/// @param value what was measured
/// @param limit what it should not pass
record Goal(String wanted, double value, double limit, Bound bound) {
    enum Bound {
        AT_MOST,
        AT_LEAST
    }

    /// Those that what was measured can decide.
    static List<Goal> of(Medians medians) {
        Goals goals = new Goals(medians);
        goals.ratio(Load.PACED, Metric.CPU, "floor", Bound.AT_MOST, 1.4);
        goals.ratio(Load.PACED, Metric.CPU, "nchan", Bound.AT_MOST, 1);
        goals.ratio(Load.FLOOD, Metric.DELIVERIES, "floor", Bound.AT_LEAST, 0.7);
        goals.ratio(Load.FLOOD, Metric.DELIVERIES, "nchan", Bound.AT_LEAST, 5);
        goals.compare(
                "flood-64: deliveries/s ÷ the floor's with 8 publishers",
                medians.of(Load.FLOOD_64, "hub", Metric.DELIVERIES),
                medians.of(Load.FLOOD, "floor", Metric.DELIVERIES),
                Bound.AT_LEAST,
                1);
        goals.ratio(Load.LATENCY, Metric.P99, "nchan", Bound.AT_MOST, 1);
        goals.figure(Load.REST, Metric.HEAP, 24);
        goals.compare(
                "many: CPU for a delivery ÷ that of few",
                medians.of(Load.MANY, "hub", Metric.CPU),
                medians.of(Load.FEW, "hub", Metric.CPU),
                Bound.AT_MOST,
                1.3);
        // Matching 500 times a second is lost beside 50,000 deliveries: what is more is a fault.
        goals.compare(
                "filter-groups: CPU for a delivery ÷ that of paced",
                medians.of(Load.FILTER_GROUPS, "hub", Metric.CPU),
                medians.of(Load.PACED, "hub", Metric.CPU),
                Bound.AT_MOST,
                1.1);
        // One delivery for each message: so many µs for each of a thousand in a second.
        goals.figure(Load.FILTER_TEXTS, Metric.CPU, 1_000);
        return goals.list;
    }

    String line() {
        boolean met = bound == Bound.AT_MOST ? value <= limit : value >= limit;
        return String.format(
                Locale.ROOT,
                "%-60s %8.2f  %s %-5s %s",
                wanted,
                value,
                bound == Bound.AT_MOST ? "≤" : "≥",
                limit,
                met ? "met" : "NOT MET");
    }

    private static final class Goals {
        private final List<Goal> list = new ArrayList<>();
        private final Medians medians;

        Goals(Medians medians) {
            this.medians = medians;
        }

        void ratio(Load load, Metric metric, String other, Bound bound, double limit) {
            compare(
                    "%s: %s ÷ %s's".formatted(load.title(), metric.label(), other),
                    medians.of(load, "hub", metric),
                    medians.of(load, other, metric),
                    bound,
                    limit);
        }

        void compare(
                String wanted,
                OptionalDouble hub,
                OptionalDouble other,
                Bound bound,
                double limit) {
            if (hub.isEmpty() || other.isEmpty() || other.getAsDouble() <= 0) return;
            list.add(new Goal(wanted, hub.getAsDouble() / other.getAsDouble(), limit, bound));
        }

        void figure(Load load, Metric metric, double limit) {
            medians.of(load, "hub", metric)
                    .ifPresent(value -> list.add(atMost(load, metric, value, limit)));
        }

        private static Goal atMost(Load load, Metric metric, double value, double limit) {
            String wanted = load.title() + ": " + metric.label();
            return new Goal(wanted, value, limit, Bound.AT_MOST);
        }
    }
}
