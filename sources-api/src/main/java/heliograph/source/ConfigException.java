package heliograph.source;

/// A configuration that cannot be used. Its message names the setting and says what to write.
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String message;

    public ConfigException(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
