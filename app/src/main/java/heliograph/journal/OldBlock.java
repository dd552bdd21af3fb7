package heliograph.journal;

import java.time.Instant;

/// A block without what it holds.
///
/// @param bytes what it takes, about
record OldBlock(long first, int count, Instant received, long bytes) {}
