package heliograph.source;

/// How far a source is behind its input.
///
/// @param amount of what is still to be read, from 0
/// @param unit what is counted, in the plural: `bytes`, `lines`, `messages`
public record Lag(long amount, String unit) {
    private static final int LONGEST = 20; // characters

    /// @throws IllegalArgumentException when the amount is negative, or the unit is no short word
    public Lag {
        if (amount < 0) throw new IllegalArgumentException("a lag of " + amount + " is below 0");
        if (unit.isEmpty() || unit.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a lag's unit is a word of 1 to " + LONGEST + " characters, as  bytes");
        }
    }
}
