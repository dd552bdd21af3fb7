package heliograph.broadcast;

import heliograph.journal.EntryId;

import java.util.OptionalLong;

/// The truth about where a subscription begins, told before anything else.
///
/// @param before the place before its first entry: to stop here is to resume from there
/// @param oldest the oldest offset kept; one more than `newest` when there is none
/// @param resumed whether it goes on exactly behind what the subscriber saw
/// @param missed how many entries it asked for are not kept any more; empty when nobody can know
public record Hello(
        EntryId before,
        String epoch,
        long oldest,
        long newest,
        boolean resumed,
        OptionalLong missed) {}
