package heliograph.plugin;

import heliograph.source.SourceProvider;

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

    public ClassLoader loader() {
        return provider.getClass().getClassLoader();
    }
}
