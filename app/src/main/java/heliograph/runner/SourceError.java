package heliograph.runner;

import heliograph.plugin.Failure;

import java.time.Instant;

/// What went wrong with a source, and when.
public record SourceError(Failure failure, Instant at) {}
