package heliograph.source.filetail;

import heliograph.source.SourceConfig;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/// What the configuration says of one source. Reading opens nothing.
///
/// @param tailLines with [StartAt#END], how many last lines of each file to begin with
record FileTailSettings(
        List<IncludeGlob> include,
        NameGlobs exclude,
        StartAt startAt,
        int tailLines,
        int maxLineBytes,
        boolean skipEmpty) {

    /// Where to begin in the files that are there when the source starts for the first time ever.
    enum StartAt {
        END,
        BEGINNING
    }

    private static final List<String> ARCHIVES = List.of("*.gz", "*.bz2", "*.zst", "*.xz", "*.zip");
    private static final long USUAL_LINE = 256 << 10;
    // Room for the JSON around a line within the hub's usual message of 1 MiB.
    private static final long LONGEST_LINE = 768 << 10;

    static FileTailSettings from(SourceConfig config) {
        config.example("include", "[ /var/log/app/*.log ]");
        var settings =
                new FileTailSettings(
                        include(config),
                        exclude(config),
                        config.choice("start-at", StartAt.END),
                        (int) config.number("tail-lines", 0, 100_000, 0),
                        maxLineBytes(config),
                        config.flag("skip-empty", false));
        if (settings.startAt == StartAt.BEGINNING && settings.tailLines > 0) {
            throw config.invalid("tail-lines", "it needs start-at: end");
        }
        return settings;
    }

    /// Whether messages must say which file they are from.
    boolean severalFiles() {
        return include.size() > 1 || include.stream().anyMatch(glob -> !glob.isLiteral());
    }

    boolean includes(Path path) {
        return include.stream().anyMatch(glob -> glob.matches(path)) && !exclude.match(path);
    }

    private static List<IncludeGlob> include(SourceConfig config) {
        List<String> texts = config.list("include");
        if (texts.isEmpty() || texts.stream().anyMatch(String::isBlank)) {
            throw config.invalid("include", "write a path or a glob like /var/log/app/*.log");
        }
        try {
            return texts.stream().map(IncludeGlob::of).toList();
        } catch (InvalidPathException | PatternSyntaxException e) {
            throw config.invalid("include", "not a path or glob: " + e.getMessage());
        }
    }

    private static NameGlobs exclude(SourceConfig config) {
        try {
            return NameGlobs.of(config.list("exclude", ARCHIVES));
        } catch (PatternSyntaxException e) {
            throw config.invalid("exclude", "not a glob: " + e.getMessage());
        }
    }

    private static int maxLineBytes(SourceConfig config) {
        long bytes = config.size("max-line-bytes", USUAL_LINE);
        if (bytes < 1 || bytes > LONGEST_LINE) {
            throw config.invalid("max-line-bytes", "write a size from 1B to 768KiB");
        }
        return (int) bytes;
    }
}
