package heliograph.search;

/// Which way a history is walked.
public enum Order {
    NEWEST_FIRST,
    OLDEST_FIRST
}
