package heliograph.benchmarks.fanout;

/// The measurement cannot be made here; the message says what to do about it.
final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
        super(message);
    }
}
