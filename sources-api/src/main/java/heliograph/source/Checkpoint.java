package heliograph.source;

/// How far a source has read one part of its input, a file say. Both are the source's own words.
///
/// An empty value forgets the part.
public record Checkpoint(String part, String value) {

    /// A checkpoint that forgets the part.
    public static Checkpoint forget(String part) {
        return new Checkpoint(part, "");
    }
}
