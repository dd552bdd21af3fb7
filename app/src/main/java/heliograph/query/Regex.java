package heliograph.query;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression that is found somewhere in the value. Equal when written equally.
///
/// Bounded against expressions made to explode: [RegexSteps] ends the search, and a search that is
/// ended found nothing. What loops without looking at a character is refused: large repetitions of
/// what can be empty, and many alternatives that can.
final class Regex implements Match {
    private static final int MOST_REPETITIONS = 1_000;
    private static final int MOST_OF_GROUPS = 100; // multiplied, as groups may stand in groups

    private static final Pattern REPETITION = Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

    /// Free spacing, and quoting: they would hide what a repetition repeats.
    private static final Pattern HIDING = Pattern.compile("\\(\\?[a-zA-Z-]*x|\\\\Q");

    private final String expression;
    private final Pattern pattern;

    /// @throws IllegalArgumentException when it is none; its message says why
    Regex(String expression, boolean anyCase) {
        check(expression);
        this.expression = expression + (anyCase ? "/i" : "/");
        int flags = anyCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        try {
            this.pattern = Pattern.compile(expression, flags);
        } catch (StackOverflowError _) {
            throw new IllegalArgumentException("too many groups inside each other");
        }
    }

    private static void check(String expression) {
        if (HIDING.matcher(expression).find()) {
            throw new IllegalArgumentException(
                    "(?x) and \\Q are not taken; write a backslash before what is meant literally");
        }
        if (EmptyWays.areTooMany(expression)) {
            throw new IllegalArgumentException(
                    "it can match nothing in more than %,d ways; write fewer parts such as (a?|b?)"
                            .formatted(EmptyWays.MOST));
        }
        Matcher repetition = REPETITION.matcher(expression);
        long ofGroups = 1;
        String before = ""; // a character, or an escaped one
        for (int at = 0; at < expression.length(); at += before.length()) {
            if (repetition.region(at, expression.length()).lookingAt()) {
                long times = Math.max(times(repetition.group(1)), times(repetition.group(2)));
                if (times > MOST_REPETITIONS) tooOften(MOST_REPETITIONS, "something");
                if (canBeEmpty(before)) ofGroups *= Math.max(1, times);
                if (ofGroups > MOST_OF_GROUPS) {
                    tooOften(MOST_OF_GROUPS, "groups in groups, or anchors,");
                }
            }
            int length = expression.charAt(at) == '\\' ? 2 : 1;
            before = expression.substring(at, Math.min(at + length, expression.length()));
        }
    }

    private static long times(@Nullable String digits) {
        if (digits == null || digits.isEmpty()) return 0;
        return digits.length() > 9 ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    /// A group, an anchor or a back reference. What is not known counts as one.
    private static boolean canBeEmpty(String repeated) {
        if (repeated.length() == 2) return "bBAGZzRX123456789".indexOf(repeated.charAt(1)) >= 0;
        return repeated.isEmpty() || ")^$>}?*+".contains(repeated);
    }

    private static void tooOften(int most, String what) {
        throw new IllegalArgumentException(
                "it repeats %s more than %,d times".formatted(what, most));
    }

    /// What is wrong with an expression, in one line.
    static String reason(IllegalArgumentException wrong) {
        if (wrong instanceof PatternSyntaxException syntax) {
            int place = syntax.getIndex();
            return syntax.getDescription()
                    + (place < 0 ? "" : ", near its character " + (place + 1));
        }
        return String.valueOf(wrong.getMessage());
    }

    @Override
    public boolean matches(String text, RegexSteps steps) {
        try {
            return pattern.matcher(steps.counted(text)).find();
        } catch (RegexSteps.Exhausted | StackOverflowError _) {
            // The JDK's matcher calls itself for each round of a group: that may go too deep.
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Regex regex && regex.expression.equals(expression);
    }

    @Override
    public int hashCode() {
        return expression.hashCode();
    }

    @Override
    public String toString() {
        return "/" + expression;
    }
}
