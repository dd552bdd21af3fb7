package heliograph.tiles;

import jakarta.json.JsonObject;

import java.time.Instant;

/// A tile as somebody put it last.
///
/// @param state everything that was put, `value` and `title` among it
public record PutTile(String id, Instant updated, JsonObject state) {}
