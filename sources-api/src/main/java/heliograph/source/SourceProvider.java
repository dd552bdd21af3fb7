package heliograph.source;

/// A kind of source, found by [java.util.ServiceLoader]. Stateless.
///
/// A provider is named in `META-INF/services/heliograph.source.SourceProvider` of its jar.
public interface SourceProvider {

    /// What selects this kind in the configuration, `type: file-tail`: a lower-kebab word.
    String type();

    /// Reads and checks every setting, and opens nothing: files, sockets and threads belong to the
    /// source's own call.
    ///
    /// @throws ConfigException when a setting is missing or wrong; it names the setting
    Source create(SourceConfig config);

    /// Whether the hub runs one of these under the type's name although no configuration asks for
    /// it, given that every setting has a default.
    default boolean startsByItself() {
        return true;
    }
}
