package heliograph.search;

import heliograph.journal.Entry;

import java.util.List;
import java.util.OptionalLong;

/// What a search found, in order. A page that is large holds only its first entries; of the others
/// it knows the offsets, and [History#show] reads them again.
///
/// @param entries the first ones
/// @param more the offsets of the others
/// @param next the offset to go on behind, or before; empty at the end
public record Page(List<Entry> entries, List<Long> more, OptionalLong next) {}
