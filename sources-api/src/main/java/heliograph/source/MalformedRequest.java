package heliograph.source;

import java.util.Optional;

/// A request that an [HttpSource] cannot turn into messages. Its message says what to do.
public final class MalformedRequest extends Exception {
    private static final long serialVersionUID = 1;

    private final String message;
    private final transient Optional<TextPosition> position;
    private final boolean unsupportedType;

    private MalformedRequest(
            String message, Optional<TextPosition> position, boolean unsupportedType) {
        super(message);
        this.message = message;
        this.position = position;
        this.unsupportedType = unsupportedType;
    }

    /// Answered with 400.
    public static MalformedRequest because(String message) {
        return new MalformedRequest(message, Optional.empty(), false);
    }

    /// Answered with 400 that says where.
    public static MalformedRequest at(TextPosition position, String message) {
        return new MalformedRequest(message, Optional.of(position), false);
    }

    /// Answered with 415.
    public static MalformedRequest unsupportedType(String message) {
        return new MalformedRequest(message, Optional.empty(), true);
    }

    @Override
    public String getMessage() {
        return message;
    }

    public Optional<TextPosition> position() {
        return position;
    }

    public boolean isUnsupportedType() {
        return unsupportedType;
    }
}
