package heliograph.journal;

/// Whose checkpoints they are: a source of another type under the same name begins anew.
public record SourceKey(String name, String type) {}
