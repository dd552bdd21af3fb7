package heliograph.runner;

import heliograph.source.SourceConfig;

import java.util.Map;

/// A source that is asked for.
///
/// @param values of its settings, as they were written
public record SourceEntry(String name, String type, Map<String, ?> values) {

    static SourceEntry withDefaults(String name, String type) {
        return new SourceEntry(name, type, Map.of());
    }

    /// Its settings, of which none was read yet.
    public SourceConfig settings() {
        return SourceConfig.of(name, values);
    }
}
