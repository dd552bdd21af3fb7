package heliograph.search;

import java.util.List;

/// What the index proposes: every match up to a place is in one of these.
///
/// @param spans in the order they were asked for
/// @param through the last offset, in that order, that they speak for
record Candidates(List<Span> spans, long through) {}
