package heliograph.runner;

import heliograph.plugin.PluginsConfig;

import java.util.List;

/// Which sources there are to be, and where their kinds are looked for.
public record SourcesConfig(List<SourceEntry> entries, PluginsConfig plugins) {}
