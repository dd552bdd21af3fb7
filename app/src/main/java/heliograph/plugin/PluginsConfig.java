package heliograph.plugin;

import java.nio.file.Path;

/// Where kinds of source are looked for.
///
/// @param classPath sees the hub's own and what was put behind it
/// @param folder people drop jars into it; it need not be there
/// @param copies a directory for the hub alone, where the jars that it runs are kept
public record PluginsConfig(ClassLoader classPath, Path folder, Path copies) {}
