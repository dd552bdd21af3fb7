package heliograph.benchmarks.fanout;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// The medians in Markdown, so that they can go into the README as they are: a row for each load
/// and figure, with the hub's ratio to the others.
final class Table {
    private static final List<String> OTHERS = List.of("floor", "nchan");
    private static final String NONE = "–";

    private final Medians medians;
    private final PrintStream out;

    Table(Medians medians, PrintStream out) {
        this.medians = medians;
        this.out = out;
    }

    void print(List<Load> loads) {
        row("", "hub", "floor", "× floor", "nchan", "× nchan");
        out.println("|---|--:|--:|--:|--:|--:|");
        for (Load load : loads) {
            row("**" + load.title() + "**: " + load.description(), "", "", "", "", "");
            for (Metric metric : Metric.values()) print(load, metric);
        }
    }

    private void print(Load load, Metric metric) {
        OptionalDouble hub = medians.of(load, "hub", metric);
        if (hub.isEmpty()) return;
        String[] cells = new String[2 + 2 * OTHERS.size()];
        cells[0] = metric.label();
        cells[1] = metric.text(hub.getAsDouble());
        for (int i = 0; i < OTHERS.size(); i++) {
            OptionalDouble other = medians.of(load, OTHERS.get(i), metric);
            cells[2 + 2 * i] = other.isPresent() ? metric.text(other.getAsDouble()) : NONE;
            cells[3 + 2 * i] = ratio(hub.getAsDouble(), other);
        }
        row(cells);
    }

    private static String ratio(double hub, OptionalDouble other) {
        if (other.isEmpty() || other.getAsDouble() <= 0) return NONE;
        return String.format(Locale.ROOT, "%.2f", hub / other.getAsDouble());
    }

    private void row(String... cells) {
        out.printf("| %-55s |", cells[0]);
        for (int i = 1; i < cells.length; i++) out.printf(" %9s |", cells[i]);
        out.println();
    }
}
