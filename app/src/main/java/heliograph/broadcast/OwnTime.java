package heliograph.broadcast;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.Message;
import heliograph.source.Message.Field;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The time a message brings, in UTC and RFC 3339, as precise as it was given.
final class OwnTime {
    private static final List<String> NAMES = List.of("time", "ts", "timestamp", "@timestamp");
    private static final int LONGEST = 40; // of a time, in bytes
    private static final Pattern RFC_3339 =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d:\\d\\d(?:\\.(\\d{1,9}))?"
                            + "([Zz]|[+-]\\d\\d:\\d\\d)");

    // Numbers below are no times but durations or counts: 100,000,000 s is in March 1973.
    private static final BigDecimal LEAST = new BigDecimal("1e8");
    private static final BigDecimal MOST_SECONDS = new BigDecimal("1e11");
    private static final BigDecimal MOST_MILLIS = new BigDecimal("1e14");
    private static final BigDecimal MOST_MICROS = new BigDecimal("1e17");
    private static final BigDecimal MOST_NANOS = new BigDecimal("1e19");

    private static final List<DateTimeFormatter> FORMATS =
            IntStream.rangeClosed(0, 9).mapToObj(OwnTime::withDigits).toList();

    private OwnTime() {}

    static Optional<String> of(Message message) {
        for (String name : NAMES) {
            Optional<String> time =
                    EntryEncoder.field(message, name).flatMap(field -> read(message, field));
            if (time.isPresent()) return time;
        }
        return Optional.empty();
    }

    private static Optional<String> read(Message message, Field field) {
        if (field.to() - field.from() > LONGEST) return Optional.empty();
        String raw = new String(message.json(), field.from(), field.to() - field.from(), UTF_8);
        try {
            if (raw.startsWith("\"")) return text(raw.substring(1, raw.length() - 1));
            char first = raw.charAt(0);
            return first >= '1' && first <= '9' ? number(new BigDecimal(raw)) : Optional.empty();
        } catch (DateTimeException | ArithmeticException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(String text) {
        Matcher matcher = RFC_3339.matcher(text);
        if (!matcher.matches()) return Optional.empty();
        String upper = text.toUpperCase(Locale.ROOT).replace(' ', 'T');
        OffsetDateTime time = OffsetDateTime.parse(upper);
        String fraction = matcher.group(1);
        int digits = fraction == null ? 0 : fraction.length();
        return Optional.of(format(time.toInstant(), digits));
    }

    /// Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size.
    private static Optional<String> number(BigDecimal number) {
        if (number.compareTo(LEAST) < 0 || number.compareTo(MOST_NANOS) >= 0) {
            return Optional.empty();
        }
        int decimals = decimals(number);
        BigDecimal seconds = number.movePointLeft(decimals);
        BigDecimal whole = seconds.setScale(0, RoundingMode.DOWN);
        long nanos = seconds.subtract(whole).movePointRight(9).longValue();
        int digits = Math.clamp(Math.max(3, seconds.stripTrailingZeros().scale()), 3, 9);
        return Optional.of(format(Instant.ofEpochSecond(whole.longValueExact(), nanos), digits));
    }

    private static int decimals(BigDecimal number) {
        if (number.compareTo(MOST_SECONDS) < 0) return 0;
        if (number.compareTo(MOST_MILLIS) < 0) return 3;
        return number.compareTo(MOST_MICROS) < 0 ? 6 : 9;
    }

    private static String format(Instant time, int digits) {
        OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
        int year = utc.getYear(); // an offset can lead out of the four digits that RFC 3339 has
        if (year < 0 || year > 9999) throw new DateTimeException("year " + year);
        return FORMATS.get(digits).format(utc);
    }

    private static DateTimeFormatter withDigits(int digits) {
        DateTimeFormatterBuilder pattern =
                new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd'T'HH:mm:ss");
        if (digits > 0) pattern.appendFraction(ChronoField.NANO_OF_SECOND, digits, digits, true);
        return pattern.appendLiteral('Z').toFormatter(Locale.ROOT);
    }
}
