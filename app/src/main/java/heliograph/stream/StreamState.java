package heliograph.stream;

import heliograph.journal.EntryId;

/// How an open stream stands.
///
/// @param next the first offset that its client has not got
/// @param behind how many offsets there are from there on, whether its filter lets them pass or not
/// @param stalled whether its client is not taking what is written
public record StreamState(
        StreamClient client, EntryId place, long next, long behind, boolean stalled) {}
