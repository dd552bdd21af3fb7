package heliograph.plugin;

/// A call into a jar's code threw, or did not return in time.
public final class ForeignFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    ForeignFailure(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
