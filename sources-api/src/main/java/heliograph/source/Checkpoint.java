package heliograph.source;

/// How far a source has read one part of its input, a file say. Both are the source's own words.
///
/// An empty value forgets the part. A part has at most 4,096 characters, a value 1,048,576.
public record Checkpoint(String part, String value) {
    private static final int LONGEST_PART = 1 << 12; // characters
    private static final int LONGEST_VALUE = 1 << 20; // characters

    /// @throws IllegalArgumentException when one of them is too long
    public Checkpoint {
        if (part.length() > LONGEST_PART || value.length() > LONGEST_VALUE) {
            throw new IllegalArgumentException(
                    "a checkpoint's part has at most %,d characters, its value %,d"
                            .formatted(LONGEST_PART, LONGEST_VALUE));
        }
    }

    /// A checkpoint that forgets the part.
    public static Checkpoint forget(String part) {
        return new Checkpoint(part, "");
    }
}
