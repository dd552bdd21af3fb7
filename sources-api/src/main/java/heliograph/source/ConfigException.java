package heliograph.source;

/// A configuration that cannot be used. Its message names the setting and says what to write.
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message);
    }
}
