package heliograph.query;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How much a message matters, from least to most.
public enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL;

    private static final Map<String, Level> KIN =
            Map.ofEntries(
                    Map.entry("notice", INFO),
                    Map.entry("information", INFO),
                    Map.entry("informational", INFO),
                    Map.entry("warning", WARN),
                    Map.entry("err", ERROR),
                    Map.entry("crit", FATAL),
                    Map.entry("critical", FATAL),
                    Map.entry("alert", FATAL),
                    Map.entry("emerg", FATAL),
                    Map.entry("emergency", FATAL),
                    Map.entry("panic", FATAL));

    private final String word = name().toLowerCase(Locale.ROOT);

    /// The lower-case name, as messages carry it.
    public String word() {
        return word;
    }

    /// The level of that name or of one of its kin, in any case.
    public static Optional<Level> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (Level level : values()) {
            if (level.word.equals(lower)) return Optional.of(level);
        }
        return Optional.ofNullable(KIN.get(lower));
    }

    /// The level of a number: syslog's severities 0–7 (RFC 5424 §6.2.1), or pino's 10–60.
    public static Optional<Level> numbered(int number) {
        return switch (number) {
            case 0, 1, 2, 60 -> Optional.of(FATAL);
            case 3, 50 -> Optional.of(ERROR);
            case 4, 40 -> Optional.of(WARN);
            case 5, 6, 30 -> Optional.of(INFO);
            case 7, 20 -> Optional.of(DEBUG);
            case 10 -> Optional.of(TRACE);
            default -> Optional.empty();
        };
    }
}
