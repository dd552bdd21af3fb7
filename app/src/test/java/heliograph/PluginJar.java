package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.SourceProvider;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A jar as somebody makes it who has nothing of the hub but its source API: compiled on its own,
/// packed with a services file.
final class PluginJar {
    private static final String SERVICES = "META-INF/services/" + SourceProvider.class.getName();

    private final Path classes;
    private final List<String> without = new ArrayList<>();
    private String services = "";

    private PluginJar(Path classes) {
        this.classes = classes;
    }

    /// Compiles a source file that may hold several classes.
    static PluginJar compile(Path directory, String className, String source) throws Exception {
        Path classes = Files.createTempDirectory(directory, "classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-classpath", api().toString(), "-d", classes.toString());
        boolean compiled =
                compiler.getTask(
                                messages,
                                null,
                                null,
                                options,
                                null,
                                List.of(new SourceText(className, source)))
                        .call();
        assertThat(compiled).as(messages.toString()).isTrue();
        return new PluginJar(classes);
    }

    private static Path api() throws URISyntaxException {
        return Path.of(
                SourceProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /// What its services file says.
    PluginJar declaring(String services) {
        this.services = services;
        return this;
    }

    /// Forgets to pack a class.
    PluginJar without(String className) {
        without.add(className + ".class");
        return this;
    }

    Path pack(Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(path).toString();
                if (!without.contains(name)) add(out, name, Files.readAllBytes(path));
            }
            if (!services.isEmpty()) add(out, SERVICES, services.getBytes(UTF_8));
        }
        return jar;
    }

    private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
        out.closeEntry();
    }

    private static final class SourceText extends SimpleJavaFileObject {
        private final String text;

        SourceText(String className, String text) {
            super(URI.create("string:///" + className + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
