package heliograph.query;

import heliograph.query.Match.Anything;
import heliograph.query.Match.Comparison;
import heliograph.query.Match.Operator;
import heliograph.query.Match.Phrase;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a query:
///
/// ```
/// query    = { clause }                           separated by white space, all must hold
/// clause   = [ "-" ] ( any | name ":" any | name ":*" | name operator number )
/// any      = value { "|" value }
/// value    = word | word "*" | '"' phrase '"' [ "*" ] | "/" regex "/" [ "i" ]
/// name     = letters, digits and . _ - @ $, with a letter; or in quotes
/// operator = ">" | ">=" | "<" | "<=" | "="
/// ```
/// Used by one thread, for one query.
final class QueryParser {
    private static final int MOST_CHARACTERS = 1_000;
    private static final int MOST_CLAUSES = 50;
    private static final int MOST_WORDS = 200; // each is looked for at every word of a message

    private final QueryText text;
    private final Set<Clause> clauses = new LinkedHashSet<>();
    private int words;

    private QueryParser(QueryText text) {
        this.text = text;
    }

    /// @throws BadFilter when it cannot be read
    static Set<Clause> parse(String query) {
        if (query.length() > MOST_CHARACTERS) {
            throw new BadFilter(
                    "'q' has %,d characters; write at most %,d"
                            .formatted(query.length(), MOST_CHARACTERS));
        }
        QueryParser parser = new QueryParser(new QueryText(query));
        int count = 0;
        while (!parser.text.skipSpace()) {
            if (++count > MOST_CLAUSES) {
                throw parser.text.bad("there are more than " + MOST_CLAUSES + " terms; use fewer");
            }
            parser.clauses.add(parser.clause());
        }
        return parser.clauses;
    }

    private Clause clause() {
        boolean excluded = text.accept("-");
        if (excluded && text.atEndOfClause()) {
            throw text.badBefore(
                    "'-' stands right before what it excludes, as in -word; without that, remove"
                            + " it");
        }
        if (excluded && text.sees("-")) {
            throw text.badBefore(
                    "two '-' exclude nothing twice; to find text that begins with them, write it"
                            + " in quotes, as in \"--word\"");
        }
        int start = text.at();
        if (text.sees("\"")) {
            String quoted = text.quoted();
            if (text.seesOperator()) return field(excluded, quoted);
            return new Clause(excluded, Optional.empty(), any(phrase(quoted, start)));
        }
        Optional<String> name = text.name();
        if (name.isPresent()) return field(excluded, name.get());
        return new Clause(excluded, Optional.empty(), any(value()));
    }

    private Clause field(boolean excluded, String name) {
        String folded = Words.folded(name);
        if (folded.equals("id")) {
            throw text.bad(
                    "ids are not searched; read GET /api/messages/{id}, or write the id in quotes"
                            + " to find it in the text of messages");
        }
        return new Clause(excluded, Optional.of(folded), asked(name));
    }

    private Set<Match> asked(String name) {
        int operatorAt = text.at();
        if (!text.accept(":")) return Set.of(comparison(name));
        if (text.atEndOfClause()) {
            throw text.badAt(
                    operatorAt,
                    "nothing stands behind '%s:'; write %s:value, or %s:* for any value"
                            .formatted(name, name, name));
        }
        if (text.seesComparison()) {
            throw text.badAt(
                    operatorAt,
                    "compare without the colon: write " + name + text.peekOperator() + "5");
        }
        if (text.acceptLoneStar()) return Set.of(new Anything());
        return any(value());
    }

    private Comparison comparison(String name) {
        Operator operator = text.operator();
        int numberAt = text.at();
        String written = text.untilSpace();
        Decimal number =
                Decimal.of(written)
                        .orElseThrow(() -> text.badAt(numberAt, notANumber(name, written)));
        return new Comparison(operator, number);
    }

    private static String notANumber(String name, String written) {
        if (written.isEmpty()) return "a number is missing; write one, as in " + name + ">=5";
        return "'%s' is no number; for a text write %s:%s, or all of it in quotes"
                .formatted(written, name, written);
    }

    private Set<Match> any(Match first) {
        Set<Match> any = new LinkedHashSet<>();
        any.add(first);
        while (text.accept("|")) any.add(value());
        if (!text.atEndOfClause()) {
            throw text.bad(
                    "a space or | is missing before this; to find a path, or text with quotes in"
                            + " it, write all of it in quotes, as in \"/var/log\" or \"say"
                            + " \\\"hi\\\"\"");
        }
        return any;
    }

    private Match value() {
        int start = text.at();
        if (text.sees("\"")) return phrase(text.quoted(), start);
        if (text.sees("/")) return text.regex();
        if (text.atEndOfClause() || text.sees("|")) {
            throw text.bad(
                    "a word is missing beside '|'; write a|b, or \"|\" in quotes with words");
        }
        return phrase(text.bareWord(), start);
    }

    /// The words of a text, and a `*` that follows it.
    private Phrase phrase(String written, int start) {
        List<String> found = Words.of(written);
        boolean prefix = text.accept("*");
        if (found.isEmpty()) {
            throw text.badAt(
                    start,
                    "no letter or digit to look for; to find other characters write a regex,"
                            + " as in /!!/");
        }
        words += found.size();
        if (words > MOST_WORDS) {
            throw text.badAt(start, "there are more than " + MOST_WORDS + " words; use fewer");
        }
        boolean goesOn = Words.endsInWord(written);
        if (prefix && !goesOn) found.add(""); // 10.0.*: any word may follow
        return new Phrase(List.copyOf(found), prefix);
    }
}
