package heliograph.query;

import java.util.Comparator;
import java.util.Optional;

/// A decimal number of any size, compared digit for digit: `1e999999999` costs no more than `1`.
/// `5`, `5.0` and `50e-1` are equal.
///
/// @param sign -1, 0 or 1
/// @param exponent where the point stands: the value is `0.digits` times ten to this
/// @param digits without zeros around them
record Decimal(int sign, long exponent, String digits) {
    /// Longer exponents all count as this one; nobody measures anything there.
    private static final long MOST_EXPONENT = Long.MAX_VALUE / 4;

    private static final Comparator<Decimal> BY_SIZE =
            Comparator.comparingLong((Decimal number) -> number.exponent)
                    .thenComparing(number -> number.digits);

    /// Reads what JSON calls a number; zeros in front, and a plus, may be there too.
    static Optional<Decimal> of(String text) {
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int point = digitsEnd(text, at);
        if (point == at) return Optional.empty();
        int end = point;
        if (end < text.length() && text.charAt(end) == '.') {
            end = digitsEnd(text, point + 1);
            if (end == point + 1) return Optional.empty();
        }
        Optional<Long> exponent = exponent(text, end);
        if (exponent.isEmpty()) return Optional.empty();
        String fraction = end > point ? text.substring(point + 1, end) : "";
        String digits = text.substring(at, point) + fraction;
        return Optional.of(of(text.startsWith("-"), digits, point - at + exponent.get()));
    }

    private static Decimal of(boolean negative, String digits, long exponent) {
        int from = 0;
        int to = digits.length();
        while (from < to && digits.charAt(from) == '0') from++;
        while (to > from && digits.charAt(to - 1) == '0') to--;
        if (from == to) return new Decimal(0, 0, "");
        return new Decimal(negative ? -1 : 1, exponent - from, digits.substring(from, to));
    }

    /// What stands behind the digits: nothing, or `e` and a whole number.
    private static Optional<Long> exponent(String text, int at) {
        if (at == text.length()) return Optional.of(0L);
        if (text.charAt(at) != 'e' && text.charAt(at) != 'E') return Optional.empty();
        int from = at + 1;
        boolean negative = text.startsWith("-", from);
        if (negative || text.startsWith("+", from)) from++;
        if (from == text.length() || digitsEnd(text, from) < text.length()) {
            return Optional.empty();
        }
        while (from < text.length() - 1 && text.charAt(from) == '0') from++;
        boolean huge = text.length() - from > 18;
        long exponent = huge ? MOST_EXPONENT : Long.parseLong(text, from, text.length(), 10);
        return Optional.of(negative ? -exponent : exponent);
    }

    private static int digitsEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
        return at;
    }

    int compareWith(Decimal other) {
        if (sign != other.sign) return Integer.compare(sign, other.sign);
        return sign < 0 ? BY_SIZE.compare(other, this) : BY_SIZE.compare(this, other);
    }
}
