package heliograph.source.filetail;

import heliograph.source.SourceConfig;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Which lines belong to one event, and how many at most.
///
/// @param traces makes what tells it, line by line; empty when each line stands for itself
/// @param patience how long an event waits for its next line
record Grouping(Optional<Supplier<Trace>> traces, int maxLines, int maxBytes, Duration patience) {

    /// Goes along the lines of one file.
    interface Trace {
        /// Whether a line belongs to the one before it.
        boolean continues(String line);
    }

    enum Preset {
        NONE,
        JAVA,
        PYTHON,
        GO
    }

    private static final long USUAL_BYTES = 256 << 10;
    // Room for the JSON around it within the hub's usual message of 1 MiB.
    private static final long MOST_BYTES = 768 << 10;

    boolean isOn() {
        return traces.isPresent();
    }

    static Grouping from(SourceConfig config) {
        SourceConfig multiline = config.section("multiline");
        long bytes = multiline.size("max-bytes", USUAL_BYTES);
        if (bytes < 1 || bytes > MOST_BYTES) {
            throw multiline.invalid("max-bytes", "write a size from 1B to 768KiB");
        }
        return new Grouping(
                traces(multiline),
                (int) multiline.number("max-lines", 1, 100_000, 500),
                (int) bytes,
                multiline.duration("timeout", Duration.ofSeconds(1)));
    }

    private static Optional<Supplier<Trace>> traces(SourceConfig multiline) {
        Preset preset = multiline.choice("preset", Preset.NONE);
        Optional<Pattern> start = pattern(multiline, "start-pattern");
        Optional<Pattern> goesOn = pattern(multiline, "continue-pattern");
        if ((preset != Preset.NONE ? 1 : 0) + start.stream().count() + goesOn.stream().count()
                > 1) {
            String key = start.isPresent() ? "start-pattern" : "continue-pattern";
            throw multiline.invalid(key, "write one of preset, start-pattern and continue-pattern");
        }
        if (start.isPresent()) return Optional.of(() -> line -> !start.get().matcher(line).find());
        if (goesOn.isPresent()) return Optional.of(() -> line -> goesOn.get().matcher(line).find());
        return switch (preset) {
            case NONE -> Optional.empty();
            case JAVA -> Optional.of(JavaTrace::new);
            case PYTHON -> Optional.of(PythonTrace::new);
            case GO -> Optional.of(GoTrace::new);
        };
    }

    static Optional<Pattern> pattern(SourceConfig config, String key) {
        String text = config.text(key, "");
        if (text.isEmpty()) return Optional.empty();
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw config.invalid(key, "not a regular expression: " + e.getDescription());
        }
    }
}
