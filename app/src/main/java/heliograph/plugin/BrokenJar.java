package heliograph.plugin;

import java.time.Instant;

/// A jar, or one provider of it, that cannot be used.
///
/// @param provider its class, the services file when not even that is known, or empty when the jar
///     cannot be read at all
public record BrokenJar(String jar, String provider, String reason, Instant at) {}
