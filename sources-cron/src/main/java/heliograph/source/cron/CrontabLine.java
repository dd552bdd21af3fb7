package heliograph.source.cron;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The fields of a crontab line, seconds first.
record CrontabLine(List<String> fields) {
    private static final Map<String, String> MACROS =
            Map.of(
                    "@yearly", "0 0 1 1 *",
                    "@annually", "0 0 1 1 *",
                    "@monthly", "0 0 1 * *",
                    "@weekly", "0 0 * * 0",
                    "@daily", "0 0 * * *",
                    "@midnight", "0 0 * * *",
                    "@hourly", "0 * * * *");

    // Narrower than cron-utils, whose parser also takes things like 1|2 and +5.
    private static final Pattern FIELD = Pattern.compile("[*,/\\-0-9A-Za-z]+");

    private static final String ACCEPTED =
            "write minute, hour, day of month, month and day of week (such as */5 8-18 * *"
                    + " MON-FRI), the same with seconds first, or one of @hourly @daily @midnight"
                    + " @weekly @monthly @yearly @annually";

    private static final CronDefinition EITHER_DAY = definition().instance();
    private static final CronDefinition BOTH_DAYS =
            definition().matchDayOfWeekAndDayOfMonth().instance();

    /// @throws IllegalArgumentException when it is not one; says what is accepted
    static CrontabLine parse(String text) {
        String line = text.strip();
        String expanded = MACROS.getOrDefault(line, line).toUpperCase(Locale.ROOT);
        String[] fields = expanded.split("\\s+");
        for (String field : fields) {
            if (!FIELD.matcher(field).matches()) throw new IllegalArgumentException(ACCEPTED);
        }
        return switch (fields.length) {
            case 5 -> new CrontabLine(List.of(("0 " + expanded).split("\\s+")));
            case 6 -> new CrontabLine(List.of(fields));
            default -> throw new IllegalArgumentException(ACCEPTED);
        };
    }

    /// @throws IllegalArgumentException when a field is out of its range; says what is accepted
    ExecutionTime times() {
        var parser = new CronParser(oneDayIsAny() ? BOTH_DAYS : EITHER_DAY);
        try {
            return ExecutionTime.forCron(parser.parse(String.join(" ", fields)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(reason(e) + "; " + ACCEPTED, e);
        }
    }

    /// Whether the hour is `*` or `*/n`.
    boolean anyHour() {
        return fields.get(2).startsWith("*");
    }

    /// Vixie's rule: two restricted day fields mean either day, but a field that begins with `*`
    /// counts as not restricted, also `*/2`.
    private boolean oneDayIsAny() {
        return fields.get(3).startsWith("*") || fields.get(5).startsWith("*");
    }

    private static String reason(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        return message.replace("Failed to parse cron expression. ", "").toLowerCase(Locale.ROOT);
    }

    private static CronDefinitionBuilder definition() {
        return CronDefinitionBuilder.defineCron()
                .withSeconds()
                .withStrictRange()
                .and()
                .withMinutes()
                .withStrictRange()
                .and()
                .withHours()
                .withStrictRange()
                .and()
                .withDayOfMonth()
                .withStrictRange()
                .and()
                .withMonth()
                .withStrictRange()
                .and()
                .withDayOfWeek()
                .withValidRange(0, 7)
                .withMondayDoWValue(1)
                .withIntMapping(7, 0)
                .withStrictRange()
                .and();
    }
}
