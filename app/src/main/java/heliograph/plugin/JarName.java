package heliograph.plugin;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;

/// The file name of a jar, as people know it.
final class JarName {
    private JarName() {}

    /// The jar or folder that the class came from; empty when it came from neither.
    static String of(Class<?> type) {
        CodeSource code = type.getProtectionDomain().getCodeSource();
        return code == null || code.getLocation() == null ? "" : of(code.getLocation());
    }

    static String of(URL location) {
        try {
            Path name = Path.of(location.toURI()).getFileName();
            return name == null ? "" : name.toString();
        } catch (URISyntaxException | IllegalArgumentException _) {
            return location.toString();
        }
    }
}
