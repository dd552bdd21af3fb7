package heliograph.web;

import heliograph.source.NearestWord;

import io.helidon.common.uri.UriQuery;
import io.helidon.http.Status;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A request's query, of which every name must be known: a filter with a typing error would
/// otherwise show everything.
final class QueryParameters {
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

    List<String> all(String name) {
        return query.all(name, List::of);
    }

    Optional<String> first(String name) {
        return all(name).stream().filter(value -> !value.isEmpty()).findFirst();
    }

    /// What may be there only once: of two, one would be ignored.
    Optional<String> one(String name) {
        if (all(name).size() > 1) throw bad("'" + name + "' is there more than once; write one");
        return all(name).stream().findFirst();
    }

    /// A whole number in a range, both ends included.
    Optional<Integer> number(String name, int least, int most) {
        return first(name).map(text -> number(name, text, least, most));
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
