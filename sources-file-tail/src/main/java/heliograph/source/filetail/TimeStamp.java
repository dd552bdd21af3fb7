package heliograph.source.filetail;

import heliograph.source.SourceConfig;

import java.math.BigDecimal;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where a line says its time, and how.
///
/// @param format empty when times are not asked for
/// @param field the field that has it, of an object or logfmt
/// @param pattern finds it in a text, in its first group; without one the text begins with it
/// @param zone of times that say none
record TimeStamp(
        Optional<Format> format, Optional<String> field, Optional<Pattern> pattern, ZoneId zone) {

    private interface Format {
        Optional<Instant> read(String text, ZoneId zone);
    }

    private static final BigDecimal MOST_SECONDS = new BigDecimal("1e11");

    static TimeStamp from(SourceConfig config) {
        SourceConfig section = config.section("timestamp");
        String format = section.text("format", "");
        String field = section.text("field", "");
        Optional<Pattern> pattern = Grouping.pattern(section, "pattern");
        if (pattern.filter(p -> p.matcher("").groupCount() == 0).isPresent()) {
            throw section.invalid("pattern", "put the time in a group: (…)");
        }
        if (format.isEmpty() && (!field.isEmpty() || pattern.isPresent())) {
            throw section.invalid(
                    field.isEmpty() ? "pattern" : "field",
                    "it needs format: rfc3339, epoch, or a pattern like uuuu-MM-dd HH:mm:ss");
        }
        return new TimeStamp(
                format.isEmpty() ? Optional.empty() : Optional.of(format(section, format)),
                Optional.of(field).filter(name -> !name.isEmpty()),
                pattern,
                zone(section));
    }

    boolean isOn() {
        return format.isPresent();
    }

    /// The time in a text.
    Optional<Instant> in(String text) {
        if (pattern.isEmpty()) return read(text);
        Matcher matcher = pattern.get().matcher(text);
        if (!matcher.find() || matcher.group(1) == null) return Optional.empty();
        return read(matcher.group(1));
    }

    /// The time that a text begins with.
    Optional<Instant> read(String text) {
        try {
            return format.flatMap(form -> form.read(text, zone));
        } catch (DateTimeException | ArithmeticException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static ZoneId zone(SourceConfig section) {
        String zone = section.text("zone", "");
        try {
            return zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
        } catch (DateTimeException _) {
            throw section.invalid("zone", "write a time zone like Europe/Berlin or UTC");
        }
    }

    private static Format format(SourceConfig section, String format) {
        return switch (format) {
            case "rfc3339" ->
                    (text, _) ->
                            written(DateTimeFormatter.ISO_OFFSET_DATE_TIME, text, ZoneOffset.UTC);
            case "epoch" -> (text, _) -> epoch(text);
            default -> {
                DateTimeFormatter formatter = formatter(section, format);
                yield (text, zone) -> written(formatter, text, zone);
            }
        };
    }

    private static DateTimeFormatter formatter(SourceConfig section, String format) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(format)
                    .toFormatter(Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            throw section.invalid(
                    "format", "write rfc3339, epoch, or a pattern: " + e.getMessage());
        }
    }

    private static Optional<Instant> written(DateTimeFormatter format, String text, ZoneId zone) {
        TemporalAccessor time = format.parse(text, new ParsePosition(0));
        if (time.isSupported(ChronoField.INSTANT_SECONDS)) return Optional.of(Instant.from(time));
        LocalTime hour = time.query(TemporalQueries.localTime());
        if (hour == null) return Optional.empty();
        LocalDate day = time.query(TemporalQueries.localDate());
        LocalDateTime local =
                day == null ? nearest(MonthDay.from(time), hour, zone) : day.atTime(hour);
        ZoneId own = time.query(TemporalQueries.zone());
        return Optional.of(local.atZone(own == null ? zone : own).toInstant());
    }

    /// Of a time without its year the one nearest to now.
    private static LocalDateTime nearest(MonthDay day, LocalTime hour, ZoneId zone) {
        LocalDateTime now = LocalDateTime.now(zone);
        return Stream.of(now.getYear() - 1, now.getYear(), now.getYear() + 1)
                .filter(day::isValidYear)
                .map(year -> day.atYear(year).atTime(hour))
                .min(
                        Comparator.comparingLong(
                                time -> Math.abs(ChronoUnit.SECONDS.between(time, now))))
                .orElseThrow(() -> new DateTimeException("no such day"));
    }

    /// Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size.
    private static Optional<Instant> epoch(String text) {
        int end = 0;
        while (end < text.length() && "0123456789.".indexOf(text.charAt(end)) >= 0) end++;
        BigDecimal seconds = new BigDecimal(text.substring(0, end));
        while (seconds.compareTo(MOST_SECONDS) >= 0) seconds = seconds.movePointLeft(3);
        long nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue();
        return Optional.of(Instant.ofEpochSecond(seconds.longValue(), nanos));
    }
}
