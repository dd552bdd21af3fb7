package heliograph.runner;

import java.util.Locale;

/// What a source is doing.
public enum SourceState {
    /// It runs, or takes requests.
    RUNNING,
    /// It failed and is called again after a pause.
    FAILED,
    /// It has nothing more to say.
    FINISHED,
    /// The hub stopped it, or could not make it.
    STOPPED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
