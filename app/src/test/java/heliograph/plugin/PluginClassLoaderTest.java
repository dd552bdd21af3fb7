package heliograph.plugin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heliograph.PluginJar;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

class PluginClassLoaderTest {
    @TempDir Path directory;

    @Test
    void aJarDoesNotBringWhatItsManifestOnlyPointsAt() throws Exception {
        Path outside =
                PluginJar.compile(directory, "Code", "public class Code {}")
                        .pack(directory.resolve("outside.jar"));
        assertIsNotFound(pointingAt(outside), "Code");
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Files.writeString(folder.resolve("Code.class"), "not even a class");
        assertIsNotFound(pointingAt(folder), "Code");
    }

    private Path pointingAt(Path elsewhere) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, elsewhere.toUri().toString());
        Path jar = Files.createTempFile(directory, "pointing", ".jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    private static void assertIsNotFound(Path jar, String name) throws Exception {
        try (PluginClassLoader loader = new PluginClassLoader("test", List.of(jar))) {
            assertThatThrownBy(() -> loader.loadClass(name))
                    .isInstanceOf(ClassNotFoundException.class)
                    .hasMessageContaining("put that into the plugin's folder");
        }
    }
}
