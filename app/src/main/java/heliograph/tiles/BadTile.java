package heliograph.tiles;

/// What was put is no tile. The message says what to write.
public final class BadTile extends Exception {
    private static final long serialVersionUID = 1;

    BadTile(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
