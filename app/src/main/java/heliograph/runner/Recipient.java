package heliograph.runner;

/// Who takes what is posted under a name.
public sealed interface Recipient {

    record Receives(HttpReceiver receiver) implements Recipient {}

    /// The name belongs to a source of another kind, which nobody can post into.
    record OtherKind(String type) implements Recipient {}

    /// The source takes nothing now.
    ///
    /// @param why and what to do
    record Unavailable(String why) implements Recipient {}

    /// The name is new, and there are too many already.
    record TooManyNames(int most) implements Recipient {}
}
