package heliograph.web;

import java.io.IOException;

/// A body that is not packed or cut into chunks as its headers say.
final class UnreadableBody extends IOException {
    private static final long serialVersionUID = 1;

    private final String advice;

    UnreadableBody(String advice, Throwable cause) {
        super(advice, cause);
        this.advice = advice;
    }

    /// What to do about it.
    String advice() {
        return advice;
    }
}
