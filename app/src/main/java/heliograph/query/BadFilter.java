package heliograph.query;

import java.util.OptionalInt;

/// A filter that cannot be read. Its message says what to write.
public final class BadFilter extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int column; // 0 when there is none

    public BadFilter(String message) {
        this(message, 0);
    }

    /// @param column of the query, from 1
    BadFilter(String message, int column) {
        super(message);
        this.column = column;
    }

    /// Where the query breaks, in characters from 1, if that is one place.
    public OptionalInt column() {
        return column == 0 ? OptionalInt.empty() : OptionalInt.of(column);
    }
}
