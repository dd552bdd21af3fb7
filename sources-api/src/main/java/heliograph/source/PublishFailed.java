package heliograph.source;

/// The hub cannot keep messages now (its disk is full, say, or it is stopping). Nothing of the
/// batch was published; the same call may succeed later.
public final class PublishFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PublishFailed(String message, Throwable cause) {
        super(message, cause);
    }

    public PublishFailed(String message) {
        super(message);
    }
}
