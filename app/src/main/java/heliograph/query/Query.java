package heliograph.query;

import java.util.List;
import java.util.Set;

/// What a message must say to be shown: the `q` of a filter. Equal queries are equal values.
/// `docs/http-api.md` has the grammar, [QueryParser] reads it, and `query-corpus.json` among the
/// tests says what it means, case by case.
///
/// Immutable; safe from any thread.
public final class Query {
    /// Accepts everything.
    public static final Query ALL = new Query(Set.of());

    private final Set<Clause> clauses;
    private final Clause[] asked; // the same, to go through them for each value
    private final boolean withPaths;
    private final boolean excludes;
    private final List<List<Term>> requiredWords;
    private final Needles needles;

    Query(Set<Clause> clauses) {
        this.clauses = Set.copyOf(clauses);
        asked = this.clauses.toArray(Clause[]::new);
        withPaths = clauses.stream().anyMatch(clause -> clause.field().isPresent());
        excludes = clauses.stream().anyMatch(Clause::excluded);
        requiredWords =
                clauses.stream().flatMap(clause -> clause.requiredWords().stream()).toList();
        needles = Needles.of(requiredWords);
    }

    /// Reads a query; one of white space asks for nothing.
    ///
    /// @throws BadFilter when it is none; says where, and what to write
    public static Query of(String text) {
        Set<Clause> clauses = QueryParser.parse(text);
        return clauses.isEmpty() ? ALL : new Query(clauses);
    }

    /// @param at where `"time"` stands
    /// @param end behind the closing brace
    boolean accepts(byte[] json, int at, int end) {
        if (asked.length == 0) return true;
        if (!needles.mayBeIn(json, at, end)) return false;
        RegexSteps steps = new RegexSteps(end - at);
        boolean[] found = new boolean[asked.length];
        int open = asked.length;
        for (int i = 0; i < asked.length; i++) if (asked[i].excluded()) open--;
        EntryValues value = new EntryValues(json, at, end, withPaths);
        while (value.next()) {
            for (int i = 0; i < asked.length; i++) {
                if (found[i] || !asked[i].means(value)) continue;
                if (!asked[i].matches(value.text(), steps)) continue;
                if (asked[i].excluded()) return false;
                found[i] = true;
                open--;
            }
            if (open == 0 && !excludes) return true;
        }
        return open == 0;
    }

    List<List<Term>> requiredWords() {
        return requiredWords;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Query query && query.clauses.equals(clauses);
    }

    @Override
    public int hashCode() {
        return clauses.hashCode();
    }

    @Override
    public String toString() {
        return clauses.toString();
    }
}
