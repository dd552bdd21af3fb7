package heliograph;

import heliograph.journal.Retention;
import heliograph.source.ConfigException;
import heliograph.source.SourceConfig;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// `journal.retain`: how much is kept.
final class RetentionSettings {
    private static final String UNLIMITED = "unlimited";
    private static final Duration AGE = Duration.ofDays(30);
    private static final Duration LEAST_AGE = Duration.ofMinutes(1);
    private static final long SIZE = 4L << 30; // bytes
    private static final long LEAST_SIZE = 16 << 20; // bytes
    private static final int LEAST_MESSAGES = 16; // of the largest that are taken

    private RetentionSettings() {}

    /// @param maxMessage in bytes
    /// @throws ConfigException when one is wrong, or too small to be meant
    static Retention read(SourceConfig section, long maxMessage) {
        return new Retention(age(section), size(section, maxMessage), count(section));
    }

    private static Optional<Duration> age(SourceConfig section) {
        if (isUnlimited(section, "age")) return Optional.empty();
        Duration age = section.duration("age", AGE);
        if (age.compareTo(LEAST_AGE) < 0) {
            throw section.invalid("age", "write a duration from 1m on, or  unlimited");
        }
        return Optional.of(age);
    }

    private static OptionalLong size(SourceConfig section, long maxMessage) {
        if (isUnlimited(section, "size")) return OptionalLong.empty();
        long size = section.size("size", SIZE);
        if (size < LEAST_SIZE) {
            throw section.invalid("size", "write a size from 16MiB on, or  unlimited");
        }
        if (size < LEAST_MESSAGES * maxMessage) {
            throw section.invalid(
                    "size", "write at least 16 times journal.max-message, or  unlimited");
        }
        return OptionalLong.of(size);
    }

    private static OptionalLong count(SourceConfig section) {
        if (!section.has("count") || isUnlimited(section, "count")) return OptionalLong.empty();
        return OptionalLong.of(section.number("count", 1, Long.MAX_VALUE));
    }

    private static boolean isUnlimited(SourceConfig section, String key) {
        return section.text(key, "").equals(UNLIMITED);
    }
}
