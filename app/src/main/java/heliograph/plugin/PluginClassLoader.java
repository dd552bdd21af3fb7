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

/// The classes of one plugin: its own, and what [SharedClasses] shows. They are guarded by
/// [ExitGuard] as they are loaded.
final class PluginClassLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
        // A cached connection keeps its jar open for as long as the hub runs.
        URLConnection.setDefaultUseCaches("jar", false);
    }

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
            return define(name, (JarURLConnection) file.openConnection());
        } catch (IOException e) {
            throw new ClassNotFoundException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Class<?> define(String name, JarURLConnection file) throws IOException {
        byte[] code;
        try (InputStream in = file.getInputStream()) { // which closes the jar it opened
            definePackage(name, file);
            code = ExitGuard.guard(in.readAllBytes(), this);
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
