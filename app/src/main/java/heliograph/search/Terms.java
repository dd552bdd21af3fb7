package heliograph.search;

import heliograph.query.Filter;
import heliograph.query.Level;
import heliograph.query.Term;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the index calls things, and how a filter asks for them in FTS5's language. A question may
/// find too much, never too little: what the index cannot say is left out of it.
final class Terms {
    /// Stands where a range has too many words to name them.
    static final String ANY = "=any";

    private static final int LONGEST = 60; // characters; longer words are known by their beginning
    private static final int SHORTEST_PREFIX = 3; // characters; what is shorter is everywhere
    private static final int MOST_GROUPS = 16;
    private static final int MOST_ALTERNATIVES = 64;

    private Terms() {}

    static String word(String word) {
        if (word.length() <= LONGEST) return word;
        boolean cutsOne = Character.isHighSurrogate(word.charAt(LONGEST - 1));
        return word.substring(0, cutsOne ? LONGEST - 1 : LONGEST);
    }

    static String source(String name) {
        return "s=" + name;
    }

    static String level(Optional<Level> level) {
        return "l=" + level.map(Level::word).orElse("none");
    }

    /// The question for ranges that may hold what passes; empty when each may.
    static Optional<String> match(Filter filter) {
        List<String> groups = new ArrayList<>();
        anyOf(sources(filter)).ifPresent(groups::add);
        anyOf(levels(filter)).ifPresent(groups::add);
        for (List<Term> words : filter.requiredWords()) anyOf(words(words)).ifPresent(groups::add);
        if (groups.isEmpty()) return Optional.empty();
        String all = groups.stream().limit(MOST_GROUPS).collect(Collectors.joining(" AND "));
        return Optional.of("(%s) OR \"%s\"".formatted(all, ANY));
    }

    /// Nothing can be said when there is no alternative, or one that may be everywhere (it is
    /// empty), or too many.
    private static Optional<String> anyOf(List<String> alternatives) {
        boolean useless = alternatives.isEmpty() || alternatives.contains("");
        if (useless || alternatives.size() > MOST_ALTERNATIVES) return Optional.empty();
        return Optional.of("(" + String.join(" OR ", alternatives) + ")");
    }

    private static List<String> sources(Filter filter) {
        return filter.sources().stream().map(Terms::sourceGlob).toList();
    }

    private static String sourceGlob(String glob) {
        String literal = glob.split("[*?]", 2)[0];
        if (literal.isEmpty()) return "";
        return literal.equals(glob) ? exactly(source(glob)) : beginning(source(literal));
    }

    private static List<String> levels(Filter filter) {
        boolean all = filter.withoutLevel() && filter.levels().size() == Level.values().length;
        if (all) return List.of();
        Stream<String> named =
                filter.levels().stream().map(level -> exactly(level(Optional.of(level))));
        Stream<String> none =
                filter.withoutLevel() ? Stream.of(exactly(level(Optional.empty()))) : Stream.of();
        return Stream.concat(named, none).toList();
    }

    private static List<String> words(List<Term> words) {
        return words.stream().map(Terms::word).toList();
    }

    private static String word(Term term) {
        if (!term.prefix() || term.word().length() > LONGEST) return exactly(word(term.word()));
        return isEverywhere(term.word()) ? "" : beginning(term.word());
    }

    private static boolean isEverywhere(String prefix) {
        return prefix.length() < SHORTEST_PREFIX && prefix.charAt(0) < 0x80;
    }

    private static String exactly(String word) {
        return '"' + word + '"';
    }

    private static String beginning(String word) {
        return '"' + word + "\"*";
    }
}
