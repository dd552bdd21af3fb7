package heliograph.source.filetail;

import java.util.regex.Pattern;

/// Panics of Go: from `panic:` to the last frame of the last goroutine.
final class GoTrace implements Grouping.Trace {
    private static final Pattern FRAME =
            Pattern.compile(
                    "\\s.*|goroutine \\d+ .*|created by .*|\\[signal .*|panic: .*|exit status \\d+"
                            + "|[\\w./*()\\[\\]{}·$-]+\\(.*\\)");
    private boolean inPanic;

    @Override
    public boolean continues(String line) {
        if (!inPanic) {
            inPanic = line.startsWith("panic: ") || line.startsWith("fatal error: ");
            return false; // it begins here, or is a line like any other
        }
        if (line.isEmpty() || FRAME.matcher(line).matches()) return true;
        inPanic = line.startsWith("fatal error: ");
        return false;
    }
}
