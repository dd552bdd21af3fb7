package heliograph.benchmarks.fanout;

import heliograph.benchmarks.server.Unusable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What the servers are driven with. Messages have 300 bytes.
enum Load {
    PACED("1,000 subscribers, 50 messages/s", "-n 1000 -r 50"),
    FLOOD("100 subscribers, 8 publishers flat out", "-n 100 -c 8"),
    FLOOD_64("100 subscribers, 64 publishers flat out", "-n 100 -c 64 -u 256"),
    LATENCY("100 subscribers, 500 messages/s", "-n 100 -c 4 -r 500"),
    REST("10,000 subscribers at rest, then one message", "-n 10000 -i"),
    FEW("100 subscribers, 200 messages/s", "-n 100 -c 4 -r 200"),
    MANY("10,000 subscribers, 2 messages/s", "-n 10000 -c 4 -r 2"),

    /// Every message passes each of the 10 filters, so what they cost is all that differs from
    /// [#PACED].
    FILTER_GROUPS("as paced, with 10 filters in groups of 100", "-n 1000 -r 50 -g 10"),
    FILTER_TEXTS("100 text filters, 1,000 messages/s", "-n 100 -c 4 -r 1000 -g 100 -x");

    private final String description;
    private final String options;

    Load(String description, String options) {
        this.description = description;
        this.options = options;
    }

    /// As it is written in `-Dfan-out.loads`.
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }

    /// For `ssebench`.
    List<String> options() {
        return List.of(options.split(" "));
    }

    /// The query string that subscribers of the hub add; the load client puts a number for `%d`.
    String query() {
        return switch (this) {
            case FILTER_GROUPS -> "?q=-absent%d";
            case FILTER_TEXTS -> "?q=topic%d";
            case PACED, FLOOD, FLOOD_64, LATENCY, REST, FEW, MANY -> "";
        };
    }

    /// Whether each subscriber gets something else, which only a server with filters can do.
    boolean needsFilters() {
        return this == FILTER_TEXTS;
    }

    static Load named(String title) {
        return Arrays.stream(values())
                .filter(load -> load.title().equals(title))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Unusable(
                                        "fan-out.loads: there is no load '%s'; write some of %s"
                                                .formatted(title, titles())));
    }

    private static List<String> titles() {
        return Arrays.stream(values()).map(Load::title).toList();
    }
}
