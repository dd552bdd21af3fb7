package heliograph.runner;

import heliograph.plugin.PluginsConfig;

import java.time.Duration;
import java.util.List;

/// Which sources there are to be, and where their kinds are looked for.
///
/// @param patience how long a plugin may do nothing with a request that it is given to read
public record SourcesConfig(List<SourceEntry> entries, PluginsConfig plugins, Duration patience) {}
