package heliograph.source;

import java.util.List;

/// How far a source is behind its input.
///
/// @param amount of what is still to be read, from 0
/// @param unit what is counted, in the plural: `bytes`, `lines`, `messages`
/// @param parts of its input that it tells apart, files say; they need not be all
public record Lag(long amount, String unit, List<Part> parts) {
    private static final int LONGEST_UNIT = 20; // characters
    private static final int LONGEST_NAME = 4096; // characters, as of a path
    private static final int MOST_PARTS = 1000;

    /// How far it is behind in one part of its input.
    ///
    /// @param lost what was gone before it could be read, as far as that is known
    public record Part(String name, long amount, long lost) {
        /// @throws IllegalArgumentException when a number is negative, or the name too long
        public Part {
            atLeastZero(amount);
            atLeastZero(lost);
            if (name.length() > LONGEST_NAME) {
                throw new IllegalArgumentException(
                        "a part's name has at most " + LONGEST_NAME + " characters");
            }
        }
    }

    /// @throws IllegalArgumentException when the amount is negative, the unit is no short word, or
    ///     there are more than 1,000 parts
    public Lag {
        atLeastZero(amount);
        if (unit.isEmpty() || unit.length() > LONGEST_UNIT) {
            throw new IllegalArgumentException(
                    "a lag's unit is a word of 1 to " + LONGEST_UNIT + " characters, as  bytes");
        }
        if (parts.size() > MOST_PARTS) {
            throw new IllegalArgumentException("a lag has at most " + MOST_PARTS + " parts");
        }
        parts = List.copyOf(parts);
    }

    /// Without parts.
    public Lag(long amount, String unit) {
        this(amount, unit, List.of());
    }

    private static void atLeastZero(long amount) {
        if (amount < 0) throw new IllegalArgumentException("a lag of " + amount + " is below 0");
    }
}
