package heliograph.query;

import heliograph.source.NearestWord;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a message must be to be shown. Equal filters are equal values, so subscribers can share
/// their work.
///
/// @param sources names or globs (`*` any text, `?` one character); empty: every source
/// @param levels the levels that pass
/// @param withoutLevel whether a message without a level passes
/// @param query what it must say
public record Filter(Set<String> sources, Set<Level> levels, boolean withoutLevel, Query query) {
    /// Lets everything through.
    public static final Filter ALL =
            new Filter(Set.of(), EnumSet.allOf(Level.class), true, Query.ALL);

    private static final String NONE = "none";

    /// A filter that asks for nothing in the text.
    ///
    /// @throws BadFilter when a level or a source cannot be one
    public static Filter of(List<String> sources, List<String> levels) {
        return of(sources, levels, Optional.empty());
    }

    /// Reads a filter from what was asked for. Sources and levels are comma-separated lists: one
    /// level alone means this or worse, several mean just these, `none` means without a level.
    ///
    /// @throws BadFilter when a level or a source cannot be one, or the query cannot be read
    public static Filter of(List<String> sources, List<String> levels, Optional<String> q) {
        Query query = q.map(Query::of).orElse(Query.ALL);
        Set<String> globs = new TreeSet<>(words(sources));
        globs.forEach(Filter::checkGlob);
        List<String> chosen = words(levels);
        if (chosen.isEmpty()) return new Filter(globs, ALL.levels, true, query);
        boolean threshold = chosen.size() == 1 && !chosen.getFirst().equals(NONE);
        EnumSet<Level> passing =
                threshold
                        ? EnumSet.range(level(chosen.getFirst()), Level.FATAL)
                        : EnumSet.noneOf(Level.class);
        if (!threshold) {
            chosen.stream()
                    .filter(word -> !word.equals(NONE))
                    .forEach(word -> passing.add(level(word)));
        }
        return new Filter(globs, passing, chosen.contains(NONE), query);
    }

    public boolean acceptsAll() {
        return equals(ALL);
    }

    /// Whether an entry passes.
    ///
    /// @param at where `"time"` stands
    /// @param end behind the closing brace
    public boolean accepts(byte[] json, int at, int end) {
        if (!acceptsHead(json, at)) return false;
        return query.accepts(json, at, end);
    }

    /// Which words an entry must contain to pass: one of each list. Empty when nothing can be said.
    /// They are among those that [Words#visit(byte[], int, int, java.util.function.Consumer)] tells
    /// of every entry that passes.
    public List<List<Term>> requiredWords() {
        return query.requiredWords();
    }

    private boolean acceptsHead(byte[] json, int at) {
        if (sources.isEmpty() && withoutLevel && levels.size() == ALL.levels.size()) return true;
        return accepts(EntryHead.read(json, at));
    }

    /// Whether source and level pass.
    boolean accepts(EntryHead head) {
        boolean levelPasses = head.level().map(levels::contains).orElse(withoutLevel);
        return levelPasses
                && (sources.isEmpty()
                        || sources.stream().anyMatch(glob -> matches(glob, head.source())));
    }

    private static List<String> words(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Level level(String word) {
        return Level.named(word).orElseThrow(() -> new BadFilter(unknownLevel(word)));
    }

    private static String unknownLevel(String word) {
        List<String> known = new ArrayList<>();
        Stream.of(Level.values()).forEach(level -> known.add(level.word()));
        known.add(NONE);
        return "unknown level '"
                + word
                + "'; there are "
                + String.join(", ", known)
                + NearestWord.suggestion(word, known);
    }

    private static void checkGlob(String glob) {
        if (!glob.matches("[A-Za-z0-9._*?-]{1,64}")) {
            throw new BadFilter(
                    "'" + glob + "' is no source: write a name, or a glob with * and ?");
        }
    }

    /// Matches with at most one step back for each `*`, so no pattern is slow.
    private static boolean matches(String glob, String text) {
        int at = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (at < glob.length()
                    && (glob.charAt(at) == '?' || glob.charAt(at) == text.charAt(t))) {
                at++;
                t++;
            } else if (at < glob.length() && glob.charAt(at) == '*') {
                star = at++;
                resume = t;
            } else if (star >= 0) {
                at = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (at < glob.length() && glob.charAt(at) == '*') at++;
        return at == glob.length();
    }
}
