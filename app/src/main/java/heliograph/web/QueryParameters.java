package heliograph.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.query.Filter;
import heliograph.source.NearestWord;

import io.helidon.common.uri.UriQuery;
import io.helidon.http.Status;

import java.net.URLEncoder;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/// A request's query, of which every name must be known: a filter with a typing error would
/// otherwise show everything.
final class QueryParameters {
    private static final Set<String> FILTER = Set.of("source", "level", "q");

    private final UriQuery query;

    /// @throws ProblemException 400 when there is an unknown name
    QueryParameters(UriQuery query, Set<String> known) {
        this.query = query;
        for (String name : query.names()) {
            if (known.contains(name)) continue;
            throw bad(
                    "unknown parameter '"
                            + name
                            + "'; there are "
                            + String.join(", ", known.stream().sorted().toList())
                            + NearestWord.suggestion(name, known));
        }
    }

    /// Those of a request for what passes a filter.
    ///
    /// @param others that it knows besides
    static QueryParameters withFilter(UriQuery query, String... others) {
        Set<String> known = new HashSet<>(FILTER);
        known.addAll(List.of(others));
        return new QueryParameters(query, known);
    }

    /// For what takes none at all.
    static void withoutAny(UriQuery query) {
        for (String name : query.names())
            throw bad("unknown parameter '" + name + "'; there is none");
    }

    /// What passes: the same text means the same messages live and in the past.
    ///
    /// @throws BadFilter when it cannot be read
    Filter filter() {
        return Filter.of(all("source"), all("level"), one("q"));
    }

    /// The query with one value instead of what it had for that name.
    String with(String name, String value) {
        StringJoiner text = new StringJoiner("&");
        for (String other : query.names()) {
            if (other.equals(name)) continue;
            all(other).forEach(kept -> text.add(other + "=" + URLEncoder.encode(kept, UTF_8)));
        }
        return text.add(name + "=" + URLEncoder.encode(value, UTF_8)).toString();
    }

    List<String> all(String name) {
        return query.all(name, List::of);
    }

    /// What may be there only once: of two, one would be ignored. Empty when nothing is said.
    Optional<String> one(String name) {
        if (all(name).size() > 1) throw bad("'" + name + "' is there more than once; write one");
        return all(name).stream().filter(value -> !value.isEmpty()).findFirst();
    }

    /// A whole number in a range, both ends included.
    Optional<Integer> number(String name, int least, int most) {
        return one(name).map(text -> number(name, text, least, most));
    }

    private static int number(String name, String text, int least, int most) {
        String range = "'%s' is a whole number from %,d to %,d".formatted(name, least, most);
        try {
            int number = Integer.parseInt(text);
            if (number < least || number > most) throw bad(range + ", not " + text);
            return number;
        } catch (NumberFormatException _) {
            throw bad(range + ", not '" + text + "'");
        }
    }

    static ProblemException bad(String detail) {
        return Problem.of(Status.BAD_REQUEST_400, detail).exception();
    }
}
