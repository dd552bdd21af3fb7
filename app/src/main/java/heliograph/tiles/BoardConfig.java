package heliograph.tiles;

import java.util.List;

/// A board, and the ids of its tiles in the order to show them. A board that nobody configured
/// shows every tile.
public record BoardConfig(String name, List<String> tiles) {}
