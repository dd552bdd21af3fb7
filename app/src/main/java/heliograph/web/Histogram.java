package heliograph.web;

import static heliograph.stream.JsonP.JSON;

import heliograph.query.Level;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Counts by time and level. The buckets have a width that people like and begin at a multiple of
/// it, so that they stay where they are when more is asked for.
final class Histogram {
    private static final long[] WIDTHS =
            Stream.of(
                            "PT0.001S",
                            "PT0.002S",
                            "PT0.005S",
                            "PT0.01S",
                            "PT0.02S",
                            "PT0.05S",
                            "PT0.1S",
                            "PT0.2S",
                            "PT0.5S",
                            "PT1S",
                            "PT2S",
                            "PT5S",
                            "PT10S",
                            "PT15S",
                            "PT30S",
                            "PT1M",
                            "PT2M",
                            "PT5M",
                            "PT10M",
                            "PT15M",
                            "PT30M",
                            "PT1H",
                            "PT2H",
                            "PT3H",
                            "PT6H",
                            "PT12H",
                            "P1D",
                            "P2D",
                            "P7D",
                            "P14D",
                            "P28D",
                            "P91D",
                            "P364D")
                    .mapToLong(width -> Duration.parse(width).toMillis())
                    .toArray();

    private final long width; // ms
    private final long first; // the number of the first bucket since 1970
    private final List<Map<Optional<Level>, Long>> counts = new ArrayList<>();

    /// @param to not before `from`; exclusive
    /// @param most buckets
    Histogram(Instant from, Instant to, int most) {
        long start = millis(from);
        long end = Math.max(millis(to) - 1, start);
        width = width(start, end, most);
        first = Math.floorDiv(start, width);
        for (long bucket = first; bucket <= Math.floorDiv(end, width); bucket++) {
            counts.add(new HashMap<>());
        }
    }

    /// Those of times far away end at 146 million years, so that they can be reckoned with.
    private static long millis(Instant time) {
        long most = 1L << 62;
        long seconds = Math.clamp(time.getEpochSecond(), -most / 1000, most / 1000);
        return seconds * 1000 + time.getNano() / 1_000_000;
    }

    private static long width(long start, long end, int most) {
        for (long width : WIDTHS) if (buckets(start, end, width) <= most) return width;
        long width = WIDTHS[WIDTHS.length - 1];
        while (buckets(start, end, width) > most) width *= 2;
        return width;
    }

    private static long buckets(long start, long end, long width) {
        return Math.floorDiv(end, width) - Math.floorDiv(start, width) + 1;
    }

    void count(Instant received, Optional<Level> level) {
        long bucket = Math.floorDiv(received.toEpochMilli(), width) - first;
        int inside = Math.clamp(bucket, 0, counts.size() - 1);
        counts.get(inside).merge(level, 1L, Long::sum);
    }

    long total() {
        return counts.stream().flatMap(b -> b.values().stream()).mapToLong(n -> n).sum();
    }

    double bucketSeconds() {
        return width / 1000.0;
    }

    JsonArrayBuilder json() {
        JsonArrayBuilder buckets = JSON.createArrayBuilder();
        for (int i = 0; i < counts.size(); i++) {
            Instant time = Instant.ofEpochMilli((first + i) * width);
            buckets.add(
                    JSON.createObjectBuilder()
                            .add("time", time.toString())
                            .add("counts", json(counts.get(i))));
        }
        return buckets;
    }

    private static JsonObjectBuilder json(Map<Optional<Level>, Long> counts) {
        JsonObjectBuilder byLevel = JSON.createObjectBuilder();
        for (Level level : Level.values()) {
            long count = counts.getOrDefault(Optional.of(level), 0L);
            if (count > 0) byLevel.add(level.word(), count);
        }
        long none = counts.getOrDefault(Optional.<Level>empty(), 0L);
        if (none > 0) byLevel.add("none", none);
        return byLevel;
    }
}
