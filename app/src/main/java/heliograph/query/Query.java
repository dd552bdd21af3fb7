package heliograph.query;

import java.util.List;

/// What a message must say to be shown: the `q` of a filter. Equal queries are equal values.
///
/// @param words all of them must be there (the grammar is under way)
public record Query(List<String> words) {
    /// Accepts everything.
    public static final Query ALL = new Query(List.of());

    /// Reads a query.
    ///
    /// @throws BadFilter when it is none; says where
    public static Query of(String text) {
        return new Query(Words.of(text));
    }

    /// @param at where `"time"` stands
    /// @param end behind the closing brace
    boolean accepts(byte[] json, int at, int end) {
        if (words.isEmpty()) return true;
        java.util.Set<String> found = new java.util.HashSet<>();
        Words.visit(json, at, end, found::add);
        return found.containsAll(words);
    }

    List<List<Term>> requiredWords() {
        return words.stream().map(word -> List.of(new Term(word, false))).toList();
    }
}
