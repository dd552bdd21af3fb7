package heliograph.runner;

import java.time.Duration;

/// A post would have to wait for the budget of its source for longer than a client waits for an
/// answer. Nothing of the batch was published.
public final class OverBudget extends RuntimeException {
    private static final long serialVersionUID = 1;

    OverBudget(String source, Duration patience) {
        super(
                ("source '%s' has used up its budget, also after %d s; send less, send what was not"
                                + " accepted again later, or raise its budget")
                        .formatted(source, patience.toSeconds()));
    }
}
