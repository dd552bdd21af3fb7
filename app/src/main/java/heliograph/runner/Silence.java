package heliograph.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether a source that is expected to say something does.
///
/// @param expect how long it may be quiet
/// @param since its last message, or when it was started
/// @param isTold whether it was told that it is silent
/// @param returned when it said something again, if that is not told yet
public record Silence(Duration expect, Instant since, boolean isTold, Optional<Instant> returned) {}
