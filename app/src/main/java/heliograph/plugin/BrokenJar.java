package heliograph.plugin;

import java.time.Instant;

/// A jar, or one provider of it, that cannot be used.
///
/// @param provider its class, the services file when not even that is known, or empty when the jar
///     cannot be read at all
public record BrokenJar(String jar, String provider, String reason, Instant at) {
    private static final int LONGEST_NAME = 300; // characters
    private static final int LONGEST_REASON = 2_000; // characters

    public BrokenJar {
        jar = ForeignText.of(jar, LONGEST_NAME);
        provider = ForeignText.of(provider, LONGEST_NAME);
        reason = ForeignText.of(reason, LONGEST_REASON);
    }
}
