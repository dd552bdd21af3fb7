package heliograph.plugin;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// What every plugin sees of the hub: the source API, JSON-P and JSpecify. The rest of the JDK is
/// there too, and nothing else: each plugin brings its own versions of everything.
///
/// Resources are the JDK's only. JSON-P finds its implementation without a services file.
final class SharedClasses extends ClassLoader {
    private static final List<String> PACKAGES = List.of("jakarta.json.", "org.jspecify.");

    private static final ClassLoader HUB = SharedClasses.class.getClassLoader();

    /// Packages of the JDK that the platform's loader does not show, as `com.sun.tools.javac`.
    private static final Set<String> TOOLS =
            ModuleLayer.boot().modules().stream()
                    .filter(
                            module ->
                                    Objects.equals(module.getClassLoader(), getSystemClassLoader()))
                    .flatMap(module -> module.getPackages().stream())
                    .collect(Collectors.toUnmodifiableSet());

    static {
        // Before it is made: it would lock itself to load a class, and so could any plugin.
        registerAsParallelCapable();
    }

    static final SharedClasses PARENT = new SharedClasses();

    private SharedClasses() {
        super("shared with plugins", getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isShared(name)) return HUB.loadClass(name);
        return super.loadClass(name, resolve);
    }

    private static boolean isShared(String name) {
        String itsPackage = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        // The sources that come with the hub are in packages below the API's, and no part of it.
        if (name.startsWith("heliograph.")) return itsPackage.equals("heliograph.source");
        return PACKAGES.stream().anyMatch(name::startsWith) || TOOLS.contains(itsPackage);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return Collections.emptyEnumeration();
    }
}
