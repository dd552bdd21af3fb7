package heliograph.runner;

/// The key belongs to another request.
public final class KeyReused extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeyReused() {
        super(
                "this Idempotency-Key was used for another request; take a new key, or send the"
                        + " same body, query and Content-Type again");
    }
}
