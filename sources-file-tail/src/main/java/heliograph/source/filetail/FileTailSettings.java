package heliograph.source.filetail;

import heliograph.source.SourceConfig;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/// What the configuration says of one source. Reading opens nothing.
///
/// @param tailLines with [StartAt#END], how many last lines of each file to begin with
/// @param ignoreOlder files that were not changed for so long when they are met are left out until
///     they change
/// @param cleanAfter how long a file that is gone is remembered: a disk that is not mounted for a
///     while must not look like files that were deleted
/// @param watch whether to ask for events of directories
record FileTailSettings(
        List<IncludeGlob> include,
        NameGlobs exclude,
        StartAt startAt,
        int tailLines,
        Optional<Duration> ignoreOlder,
        Duration cleanAfter,
        LineSplitter.Rules rules,
        LineForm form,
        Grouping grouping,
        Pace pace,
        boolean watch,
        int maxOpenFiles,
        RateLimit rateLimit) {

    /// Where to begin in the files that are there when the source starts for the first time ever.
    enum StartAt {
        END,
        BEGINNING
    }

    private static final List<String> ARCHIVES =
            List.of("*.gz", "*.bz2", "*.zst", "*.xz", "*.zip", "*.lz4", "*.Z");
    private static final long USUAL_LINE = 256 << 10;
    // Room for the JSON around a line within the hub's usual message of 1 MiB.
    private static final long LONGEST_LINE = 768 << 10;

    static FileTailSettings from(SourceConfig config) {
        config.example("include", "[ /var/log/app/*.log ]");
        var include = include(config);
        boolean several =
                include.size() > 1 || include.stream().anyMatch(glob -> !glob.isLiteral());
        var settings =
                new FileTailSettings(
                        include,
                        exclude(config),
                        config.choice("start-at", StartAt.END),
                        (int) config.number("tail-lines", 0, 100_000, 0),
                        Optional.of(config.duration("ignore-older", Duration.ZERO))
                                .filter(Duration::isPositive),
                        config.duration("clean-after", Duration.ofDays(14)),
                        rules(config),
                        LineForm.from(config, several),
                        Grouping.from(config),
                        Pace.from(config),
                        config.flag("watch", true),
                        (int) config.number("max-open-files", 1, 100_000, 512),
                        RateLimit.from(config));
        if (settings.startAt == StartAt.BEGINNING && settings.tailLines > 0) {
            throw config.invalid("tail-lines", "it needs start-at: end");
        }
        return settings;
    }

    boolean includes(Path path) {
        return include.stream().anyMatch(glob -> glob.matches(path)) && !exclude.match(path);
    }

    /// Whether the very path is asked for.
    boolean isLiteral(Path path) {
        return include.stream().anyMatch(glob -> glob.isLiteral() && glob.matches(path));
    }

    boolean isTooOld(FileStat stat) {
        return ignoreOlder
                .filter(age -> stat.modified().plus(age).isBefore(Instant.now()))
                .isPresent();
    }

    /// How many bytes may have to be read before something is complete.
    int longestRecord() {
        return rules.enough() + (isPlain() ? 0 : grouping.maxBytes());
    }

    private boolean isPlain() {
        return !grouping.isOn() && form.container() == Container.NONE;
    }

    /// How long what is not complete waits for more.
    Duration patience() {
        return grouping.patience();
    }

    /// Where the lines of a file go.
    Records recordsOf(TailedFile file, Outbox outbox) {
        return isPlain()
                ? new SingleLines(file, form, outbox)
                : new Assembler(file, form, grouping, outbox);
    }

    private static LineSplitter.Rules rules(SourceConfig config) {
        return new LineSplitter.Rules(
                encoding(config),
                maxLineBytes(config),
                config.choice("on-long-line", LineSplitter.OnLongLine.TRUNCATE));
    }

    private static Encoding encoding(SourceConfig config) {
        String name = config.text("encoding", "auto");
        if (name.equals("auto")) return Encoding.PLAIN;
        try {
            Charset charset =
                    name.equalsIgnoreCase("utf-16")
                            ? StandardCharsets.UTF_16LE // a byte order mark says if it is not
                            : Charset.forName(name);
            if (Encoding.isSupported(charset)) return Encoding.of(charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            // Said below.
        }
        throw config.invalid("encoding", "write auto, utf-8, utf-16le, utf-16be, windows-1252, …");
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
