package heliograph.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.List;
import java.util.stream.Stream;

/// The classes of one plugin: its own, and what [SharedClasses] shows. They are guarded by
/// [ExitGuard] as they are loaded.
final class PluginClassLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
        // A cached connection keeps its jar open for as long as the hub runs.
        URLConnection.setDefaultUseCaches("jar", false);
    }

    private static final int LARGEST_CLASS = 16 << 20; // bytes: a bomb must not fill the heap

    /// @param name of the plugin, for people
    PluginClassLoader(String name, List<Path> jars) {
        super(
                "plugin " + name,
                jars.stream().map(PluginClassLoader::url).toArray(URL[]::new),
                SharedClasses.PARENT);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jar + " cannot be written as a URL", e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        URL file = findResource(name.replace('.', '/') + ".class");
        if (file == null) throw new ClassNotFoundException(name);
        try {
            if (file.openConnection() instanceof JarURLConnection jar && isOwn(jar)) {
                return define(name, jar);
            }
        } catch (IOException e) {
            throw new ClassNotFoundException(name + " cannot be read: " + e.getMessage(), e);
        }
        throw new ClassNotFoundException(
                "class %s is in %s, where a manifest's Class-Path leads; put that into the plugin's folder"
                        .formatted(name, file));
    }

    /// What is elsewhere is no private copy.
    private boolean isOwn(JarURLConnection jar) {
        String place = jar.getJarFileURL().toExternalForm();
        return Stream.of(getURLs()).map(URL::toExternalForm).anyMatch(place::equals);
    }

    private Class<?> define(String name, JarURLConnection file) throws IOException {
        byte[] code;
        try (InputStream in = file.getInputStream()) { // which closes the jar it opened
            definePackage(name, file);
            byte[] read = in.readNBytes(LARGEST_CLASS + 1);
            if (read.length > LARGEST_CLASS) throw new IOException("it is larger than 16 MiB");
            code = ExitGuard.guard(read, this);
        }
        CodeSource source = new CodeSource(file.getJarFileURL(), (Certificate[]) null);
        return defineClass(name, code, 0, code.length, source);
    }

    /// With the version that the jar says it has.
    private void definePackage(String className, JarURLConnection file) throws IOException {
        String name = className.substring(0, Math.max(0, className.lastIndexOf('.')));
        if (getDefinedPackage(name) != null) return;
        try {
            if (file.getManifest() == null) {
                definePackage(name, null, null, null, null, null, null, null);
            } else {
                definePackage(name, file.getManifest(), file.getJarFileURL());
            }
        } catch (IllegalArgumentException _) {
            // another thread was quicker
        }
    }
}
