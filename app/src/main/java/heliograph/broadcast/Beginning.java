package heliograph.broadcast;

import heliograph.broadcast.Delivery.Gap;

import java.util.Optional;

/// Where a subscription begins, and what it missed.
///
/// @param goesOn whether the subscriber goes on with what it had, rather than asking for a past
record Beginning(Hello hello, Optional<Gap> firstGap, boolean goesOn) {}
