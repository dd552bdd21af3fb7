package heliograph.runner;

import heliograph.plugin.BrokenJar;

import java.util.List;

/// Every source and how it fares, by name, and the jars that cannot be used.
public record Board(List<SourceView> sources, List<BrokenJar> broken) {}
