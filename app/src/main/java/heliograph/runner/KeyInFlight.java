package heliograph.runner;

/// Another request under the same key is still being read.
public final class KeyInFlight extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeyInFlight() {
        super(
                "a request under this Idempotency-Key is still being read; send it again when that"
                        + " one has ended");
    }
}
