package heliograph.source;

/// Text that is not one JSON object as RFC 8259 and the hub want it. Says where and why.
public final class MalformedMessage extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient TextPosition position;
    private final String reason;

    public MalformedMessage(TextPosition position, String reason) {
        super(reason + " at " + position);
        this.position = position;
        this.reason = reason;
    }

    public TextPosition position() {
        return position;
    }

    /// Why, without where.
    public String reason() {
        return reason;
    }
}
