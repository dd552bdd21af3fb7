package heliograph.source;

/// A message is larger than the hub keeps. Nothing of its batch was published.
public final class MessageTooLarge extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// @param bytes the message's size as JSON
    /// @param limit the largest the hub takes, in bytes
    public MessageTooLarge(long bytes, long limit) {
        super(
                "a message of %,d bytes is larger than the %,d that are kept; shorten it, or raise journal.max-message"
                        .formatted(bytes, limit));
    }
}
