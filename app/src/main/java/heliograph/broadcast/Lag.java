package heliograph.broadcast;

/// What a subscriber wants when it reads slower than is published.
public enum Lag {
    /// Everything, as fast as it reads.
    KEEP,
    /// To jump to the newest when it falls more than 4 MiB behind, told what it skips.
    SKIP
}
