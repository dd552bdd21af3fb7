package heliograph.query;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// One of the things a query asks for, all of which must hold.
///
/// @param excluded whether no value may match, rather than one having to
/// @param field the folded path whose values are meant; empty: every value
/// @param any what a value must be, one of these
record Clause(boolean excluded, Optional<String> field, Set<Match> any) {
    private static final Set<String> HUBS_TIMES = Set.of("time", "received");

    boolean matches(String text, RegexSteps steps) {
        for (Match match : any) if (match.matches(text, steps)) return true;
        return false;
    }

    /// Whether the value is one that is meant. Something below a field is something in it, but only
    /// for the question whether it has anything.
    boolean means(EntryValues value) {
        if (field.isEmpty()) return !value.isHubsTime();
        String name = field.get();
        CharSequence path = value.path();
        if (path.length() == name.length()) return name.contentEquals(path);
        return path.length() > name.length()
                && path.charAt(name.length()) == '.'
                && any.contains(new Match.Anything())
                && name.contentEquals(path.subSequence(0, name.length()));
    }

    /// Words of which one must be there, for each list; see [Filter#requiredWords].
    List<List<Term>> requiredWords() {
        if (excluded || field.filter(HUBS_TIMES::contains).isPresent()) return List.of();
        List<List<Term>> alternatives = any.stream().map(Clause::requiredWords).toList();
        if (alternatives.size() == 1) {
            return alternatives.getFirst().stream().map(List::of).toList();
        }
        if (alternatives.stream().anyMatch(List::isEmpty)) return List.of();
        return List.of(alternatives.stream().map(Clause::rarest).toList());
    }

    private static List<Term> requiredWords(Match match) {
        if (!(match instanceof Match.Phrase phrase)) return List.of();
        List<String> words = phrase.words();
        return IntStream.range(0, words.size())
                .filter(i -> !words.get(i).isEmpty())
                .mapToObj(i -> new Term(words.get(i), phrase.prefix() && i == words.size() - 1))
                .toList();
    }

    /// Likely so: whole words before prefixes, then the longest.
    private static Term rarest(List<Term> terms) {
        return terms.stream()
                .max(
                        Comparator.comparing((Term term) -> !term.prefix())
                                .thenComparingInt(term -> term.word().length()))
                .orElseThrow();
    }
}
