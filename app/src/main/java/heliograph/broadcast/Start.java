package heliograph.broadcast;

import heliograph.journal.EntryId;

import java.time.Instant;
import java.util.Optional;

/// Where a subscription begins.
public sealed interface Start {

    /// With what is published from now on.
    record Newest() implements Start {}

    /// Behind the entry that the subscriber saw last; empty when what it sent is no id at all.
    record After(Optional<EntryId> id) implements Start {}

    /// With the first entry that arrived then or later.
    record Since(Instant instant) implements Start {}

    /// With the entry that has this offset.
    record At(long offset) implements Start {}
}
