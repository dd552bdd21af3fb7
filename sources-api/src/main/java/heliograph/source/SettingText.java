package heliograph.source;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One setting as it was written, and what it means in each type.
///
/// @param wrong makes the error that names the setting, from what to write instead
record SettingText(String text, Function<String, ConfigException> wrong) {

    Path path() {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw wrong.apply("not a path: " + e.getReason());
        }
    }

    Duration duration() {
        return Quantities.duration(text)
                .orElseThrow(() -> wrong.apply("write a duration like 250ms, 15s, 5m or 30d"));
    }

    long size() {
        return Quantities.size(text)
                .orElseThrow(() -> wrong.apply("write a size like 64KiB, 500MB or 4GiB"));
    }

    long number(long least, long most) {
        String range = "write a whole number from %d to %d".formatted(least, most);
        try {
            long number = Long.parseLong(text);
            if (number < least || number > most) throw wrong.apply(range);
            return number;
        } catch (NumberFormatException _) {
            throw wrong.apply(range);
        }
    }

    boolean flag() {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong.apply("write true or false");
        };
    }

    <E extends Enum<E>> E choice(Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(text)) return constant;
        }
        String words =
                Arrays.stream(type.getEnumConstants())
                        .map(SettingText::word)
                        .collect(Collectors.joining(", "));
        throw wrong.apply("write one of " + words);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
