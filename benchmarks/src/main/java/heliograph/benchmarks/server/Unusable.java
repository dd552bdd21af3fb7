package heliograph.benchmarks.server;

/// The measurement cannot be made here; the message says what to do about it.
public final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unusable(String message) {
        super(message);
    }
}
