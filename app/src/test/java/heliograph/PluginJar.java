package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.SourceProvider;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// A jar as somebody makes it who has nothing of the hub but its source API: compiled on its own,
/// packed with a services file.
public final class PluginJar {
    private static final String SERVICES = "META-INF/services/" + SourceProvider.class.getName();

    private static final int MAJOR_VERSION = 7; // the byte of a class file

    private final Path classes;
    private final List<String> without = new ArrayList<>();
    private String services = "";
    private String version = "";
    private int classFileVersion;

    private PluginJar(Path classes) {
        this.classes = classes;
    }

    /// Compiles a source file that may hold several classes.
    ///
    /// @param className with slashes when it is in a package
    /// @param libraries that it is compiled against, beside the API
    public static PluginJar compile(
            Path directory, String className, String source, Path... libraries) throws Exception {
        Path classes = Files.createTempDirectory(directory, "classes");
        String classPath =
                Stream.concat(Stream.of(api()), Stream.of(libraries))
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-classpath", classPath, "-d", classes.toString());
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

    /// A source file with one provider, which the services file names.
    public static PluginJar provider(Path directory, String className, String source)
            throws Exception {
        return compile(directory, className, source).declaring(className);
    }

    /// What its services file says.
    public PluginJar declaring(String services) {
        this.services = services;
        return this;
    }

    /// What its manifest says.
    public PluginJar version(String version) {
        this.version = version;
        return this;
    }

    /// Says that its classes need such a Java.
    public PluginJar forJava(int feature) {
        this.classFileVersion = feature + 44;
        return this;
    }

    /// Forgets to pack a class.
    public PluginJar without(String className) {
        without.add(className + ".class");
        return this;
    }

    public Path pack(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!version.isEmpty()) {
            manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(path).toString();
                if (!without.contains(name)) add(out, name, classFile(path));
            }
            if (!services.isEmpty()) add(out, SERVICES, services.getBytes(UTF_8));
        }
        return jar;
    }

    private byte[] classFile(Path path) throws IOException {
        byte[] classFile = Files.readAllBytes(path);
        if (classFileVersion > 0) classFile[MAJOR_VERSION] = (byte) classFileVersion;
        return classFile;
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
