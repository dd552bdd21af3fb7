package heliograph.plugin;

import heliograph.source.SourceProvider;

import org.jspecify.annotations.Nullable;

/// A kind of source that can be used.
///
/// @param startsByItself as the provider said once: it is foreign code
/// @param jar the file it came from, as people know it
/// @param version of that jar; empty when it does not say
/// @param isOurs whether it comes with the hub
public record FoundProvider(
        String type,
        SourceProvider provider,
        boolean startsByItself,
        String jar,
        String version,
        boolean isOurs) {

    /// Each is equal to itself only: to compare providers would be to call foreign code.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    public ClassLoader loader() {
        return provider.getClass().getClassLoader();
    }
}
