package heliograph.runner;

import heliograph.source.SourceConfig;

/// A source that the configuration asks for.
public record SourceEntry(String name, String type, SourceConfig settings) {}
