package heliograph.runner;

/// What somebody may ask of a source.
public enum Command {
    /// Stop until somebody resumes it, also over a restart of the hub.
    PAUSE,
    RESUME,
    /// Make it anew and start it.
    RESTART
}
