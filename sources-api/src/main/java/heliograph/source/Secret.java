package heliograph.source;

/// A setting that no log and no board may show.
public final class Secret {
    private final String value;

    Secret(String value) {
        this.value = value;
    }

    public String reveal() {
        return value;
    }

    /// Stars.
    @Override
    public String toString() {
        return MASK;
    }

    static final String MASK = "***";
}
