package heliograph.journal;

import java.time.Instant;

/// Where a journal stood when it was opened.
///
/// @param oldest the oldest offset kept; `next` when there is none
/// @param next the offset that comes next
/// @param received the newest arrival
record Position(long oldest, long next, Instant received) {}
