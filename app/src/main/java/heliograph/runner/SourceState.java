package heliograph.runner;

import java.util.Locale;

/// What a source is doing.
public enum SourceState {
    /// It is being made.
    STARTING,
    /// It runs, or takes requests.
    RUNNING,
    /// It failed and is called again after a pause.
    FAILED,
    /// It has nothing more to say.
    FINISHED,
    /// Somebody paused it.
    PAUSED,
    /// It could not be made, or no jar has its type.
    BROKEN,
    /// The hub stops.
    STOPPED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
