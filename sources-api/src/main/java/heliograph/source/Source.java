package heliograph.source;

/// One configured origin of messages: it either runs, or is told by HTTP.
public sealed interface Source permits LiveSource, HttpSource {}
