package heliograph.query;

import heliograph.query.Match.Operator;

import java.util.Optional;
import java.util.regex.Pattern;

/// The characters of a query, and how far they are read. Used by one thread.
final class QueryText {
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{M}\\p{Nd}._@$-]*\\p{L}[\\p{L}\\p{M}\\p{Nd}._@$-]*");
    private static final int SHOWN = 20; // characters of the query in a complaint

    private final String text;
    private int at;

    QueryText(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    /// Goes to the next clause; true at the end.
    boolean skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) at++;
        return at == text.length();
    }

    boolean atEndOfClause() {
        return at == text.length() || isSpace(text.charAt(at));
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    boolean sees(String what) {
        return text.startsWith(what, at);
    }

    boolean accept(String what) {
        if (!sees(what)) return false;
        at += what.length();
        return true;
    }

    /// A star that is the whole value.
    boolean acceptLoneStar() {
        if (!accept("*")) return false;
        if (atEndOfClause()) return true;
        at--;
        return false;
    }

    /// A name before an operator. `http://` and `::` are none, as people paste them.
    Optional<String> name() {
        var name = NAME.matcher(text).region(at, text.length());
        if (!name.lookingAt()) return Optional.empty();
        int start = at;
        at = name.end();
        if (seesOperator() && !sees("://") && !sees("::")) return Optional.of(name.group());
        at = start;
        return Optional.empty();
    }

    boolean seesOperator() {
        return sees(":") || seesComparison();
    }

    boolean seesComparison() {
        return sees(">") || sees("<") || sees("=");
    }

    String peekOperator() {
        return sees("=")
                ? "="
                : text.substring(at, at + 1) + (text.startsWith("=", at + 1) ? "=" : "");
    }

    Operator operator() {
        if (accept(">=")) return Operator.AT_LEAST;
        if (accept("<=")) return Operator.AT_MOST;
        if (accept(">")) return Operator.MORE;
        if (accept("<")) return Operator.LESS;
        at++;
        return Operator.EQUAL;
    }

    String untilSpace() {
        int start = at;
        while (!atEndOfClause()) at++;
        return text.substring(start, at);
    }

    /// What stands in quotes; a backslash there takes the special meaning from a quote and from
    /// itself.
    String quoted() {
        int start = at++;
        StringBuilder quoted = new StringBuilder();
        while (!accept("\"")) {
            if (at == text.length()) {
                throw badAt(start, "the closing quote is missing; write \"a phrase\"");
            }
            if (sees("\\\"") || sees("\\\\")) at++;
            quoted.append(text.charAt(at++));
        }
        return quoted.toString();
    }

    /// Up to a space, a bar or a star at the end, which stay.
    String bareWord() {
        int start = at;
        while (!atEndOfClause() && !sees("|")) {
            if (sees("\"")) {
                throw bad(
                        "a quote inside a word; write all of it in quotes, as in \"say"
                                + " \\\"hi\\\"\"");
            }
            if (sees("*")) {
                String word = text.substring(start, at);
                at++;
                boolean ends = atEndOfClause() || sees("|");
                at--;
                if (ends) return word;
                throw bad(
                        "'*' stands only at the end of a word; elsewhere write a regex, as in"
                                + " /a.*b/");
            }
            at++;
        }
        return text.substring(start, at);
    }

    /// Up to the next slash without a backslash before it.
    Regex regex() {
        int start = at++;
        StringBuilder expression = new StringBuilder();
        while (!accept("/")) {
            if (at == text.length()) {
                throw badAt(
                        start,
                        "the closing slash of a regex is missing; write /regex/, or a path in"
                                + " quotes, as in \"/var/log\"");
            }
            if (sees("\\/")) {
                at++;
            } else if (sees("\\") && at + 1 < text.length()) {
                expression.append(text.charAt(at++));
            }
            expression.append(text.charAt(at++));
        }
        if (expression.isEmpty()) throw badAt(start, "an empty regex; write one, as in /a.*b/");
        try {
            return new Regex(expression.toString(), accept("i"));
        } catch (IllegalArgumentException e) {
            throw badAt(start, "the regex cannot be used: " + Regex.reason(e));
        }
    }

    BadFilter bad(String reason) {
        return badAt(at, reason);
    }

    /// About the character just read.
    BadFilter badBefore(String reason) {
        return badAt(at - 1, reason);
    }

    BadFilter badAt(int place, String reason) {
        int column = text.codePointCount(0, place) + 1;
        int to = Math.min(text.length(), place + SHOWN);
        String rest = text.substring(place, to) + (to < text.length() ? "…" : "");
        String here = rest.isEmpty() ? "at its end" : "at '" + rest + "'";
        return new BadFilter(
                "'q' breaks in column " + column + ", " + here + ": " + reason, column);
    }
}
