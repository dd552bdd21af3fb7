package heliograph.query;

/// A filter that cannot be read. Its message says what to write.
public final class BadFilter extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public BadFilter(String message) {
        super(message);
    }
}
