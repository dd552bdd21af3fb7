package heliograph.source;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts as people write them.
public final class Quantities {
    private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-zµ]*)");

    private static final Map<String, Duration> DURATIONS =
            Map.of(
                    "ms", Duration.ofMillis(1),
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1),
                    "w", Duration.ofDays(7));

    private static final Map<String, Long> SIZES =
            Map.ofEntries(
                    Map.entry("", 1L),
                    Map.entry("B", 1L),
                    Map.entry("kB", 1000L),
                    Map.entry("KB", 1000L),
                    Map.entry("MB", 1000_000L),
                    Map.entry("GB", 1000_000_000L),
                    Map.entry("TB", 1000_000_000_000L),
                    Map.entry("KiB", 1L << 10),
                    Map.entry("MiB", 1L << 20),
                    Map.entry("GiB", 1L << 30),
                    Map.entry("TiB", 1L << 40));

    private Quantities() {}

    /// `250ms`, `15s`, `5m`, `12h`, `30d`, `2w`; empty when it is not one.
    public static Optional<Duration> duration(String text) {
        return amount(text, DURATIONS)
                .map(a -> a.number.multiply(BigDecimal.valueOf(a.unit.toMillis())))
                .filter(millis -> millis.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0)
                .map(millis -> Duration.ofMillis(millis.longValue()));
    }

    /// `64KiB`, `500MB`, `4GiB`, or plain bytes; empty when it is not one.
    public static Optional<Long> size(String text) {
        return amount(text, SIZES)
                .map(a -> a.number.multiply(BigDecimal.valueOf(a.unit)))
                .filter(bytes -> bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0)
                .map(BigDecimal::longValue);
    }

    private record Amount<U>(BigDecimal number, U unit) {}

    private static <U> Optional<Amount<U>> amount(String text, Map<String, U> units) {
        Matcher matcher = AMOUNT.matcher(text.strip());
        if (!matcher.matches()) return Optional.empty();
        U unit = units.get(matcher.group(2));
        if (unit == null) return Optional.empty();
        return Optional.of(new Amount<>(new BigDecimal(matcher.group(1)), unit));
    }
}
