package heliograph.query;

/// How many ways lead through a regular expression without a look at a character: `(a?|b?)` has two
/// at the end of a text, and thirty of these behind each other a thousand million. [RegexSteps]
/// counts looks, so it would not notice that such a search never ends.
///
/// An upper bound, for Java's expressions without free spacing and quoting. What people write has
/// few: `(a|b)?` has one. Used by one thread, once.
final class EmptyWays {
    static final int MOST = 1_000;

    private static final String NOTHING_READ = "bBAGZzk123456789"; // escapes of no character
    private static final String WITH_BRACES = "pPxNb";

    private final String expression;
    private int at;
    private long all = 1; // of all parts multiplied, as each way through one tries all of the next

    private EmptyWays(String expression) {
        this.expression = expression;
    }

    static boolean areTooMany(String expression) {
        EmptyWays ways = new EmptyWays(expression);
        while (ways.at < expression.length()) {
            ways.alternatives();
            ways.at++; // a closing parenthesis without an opening one: the compiler will say so
        }
        return ways.all > MOST;
    }

    /// Up to a closing parenthesis, or the end.
    private long alternatives() {
        long sum = 0;
        long ways = 1;
        while (at < expression.length() && !sees(')')) {
            if (accept('|')) {
                sum += ways;
                ways = 1;
            } else {
                ways = capped(ways * part());
            }
        }
        return capped(sum + ways);
    }

    private long part() {
        long ways = one();
        while (at < expression.length() && "?*+{".indexOf(expression.charAt(at)) >= 0) {
            if (maybeNone()) ways++;
            if (!accept('?')) accept('+'); // reluctant, possessive
        }
        all = capped(all * Math.max(1, ways));
        return ways;
    }

    /// Reads a quantifier. Whether it takes what is before it no times, too. Once more or often
    /// makes no difference: Java ends a repetition that read nothing.
    private boolean maybeNone() {
        char quantifier = expression.charAt(at++);
        if (quantifier != '{') return quantifier != '+';
        boolean none = sees('0');
        skipBehind('}');
        return none;
    }

    private long one() {
        return switch (expression.charAt(at++)) {
            case '(' -> group();
            case '\\' -> escape();
            case '^', '$' -> 1;
            case '[' -> {
                characterClass();
                yield 0;
            }
            default -> 0;
        };
    }

    private long group() {
        boolean looksAround = false;
        if (accept('?')) {
            while (at < expression.length() && ":=!>)".indexOf(expression.charAt(at)) < 0) at++;
            looksAround = sees('=') || sees('!');
            if (!sees(')')) at++;
        }
        long ways = alternatives();
        at++;
        return looksAround ? Math.max(1, ways) : ways;
    }

    private long escape() {
        if (at == expression.length()) return 0;
        char escaped = expression.charAt(at++);
        if (escaped == 'c') at++;
        if (escaped == 'k') skipBehind('>');
        if (WITH_BRACES.indexOf(escaped) >= 0 && sees('{')) skipBehind('}');
        return NOTHING_READ.indexOf(escaped) >= 0 ? 1 : 0;
    }

    private void characterClass() {
        accept('^');
        accept(']'); // the first one is a character
        while (at < expression.length() && !accept(']')) {
            switch (expression.charAt(at++)) {
                case '\\' -> escape();
                case '[' -> characterClass();
                default -> {}
            }
        }
    }

    private boolean sees(char c) {
        return at < expression.length() && expression.charAt(at) == c;
    }

    private boolean accept(char c) {
        if (!sees(c)) return false;
        at++;
        return true;
    }

    private void skipBehind(char c) {
        while (at < expression.length() && !accept(c)) at++;
    }

    private static long capped(long ways) {
        return Math.min(ways, MOST + 1);
    }
}
