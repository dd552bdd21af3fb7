package heliograph.runner;

/// A source's own code failed at a request; the board says how.
public final class SourceFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    SourceFailed(String source, String how) {
        super("source '" + source + "' " + how + "; /api/sources says more");
    }
}
