package heliograph.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.SourceProvider;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the services files on the class path declare, read beside [java.util.ServiceLoader] because
/// its errors do not say which jar they are about. It takes the providers in this order, so an
/// error is about the first that has neither come nor failed.
final class ServicesFiles {
    private static final String NAME = "META-INF/services/" + SourceProvider.class.getName();

    /// @param provider its class, or the services file when that cannot be read
    record Declared(String provider, String jar) {}

    private final Map<String, URI> awaited = new LinkedHashMap<>(); // provider class → its file

    private ServicesFiles() {}

    static ServicesFiles read(ClassLoader loader) {
        ServicesFiles files = new ServicesFiles();
        try {
            for (URL file : Collections.list(loader.getResources(NAME))) {
                files.read(file);
            }
        } catch (IOException _) {
            // ServiceLoader meets the same trouble and says so
        }
        return files;
    }

    private void read(URL file) throws IOException {
        URLConnection connection = file.openConnection();
        connection.setUseCaches(false); // or the jar would stay open
        try (InputStream in = connection.getInputStream()) {
            new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(
                            provider -> awaited.putIfAbsent(provider, URI.create(file.toString())));
        }
    }

    /// The provider's class was found.
    void found(String provider) {
        awaited.remove(provider);
    }

    /// What the error is about.
    Declared failed(Throwable error) {
        String message = String.valueOf(error.getMessage());
        Optional<URI> unreadable =
                awaited.values().stream()
                        .filter(file -> message.contains(file.toString()))
                        .findFirst();
        if (unreadable.isPresent()) {
            awaited.values().removeIf(unreadable.get()::equals);
            return new Declared("META-INF/services", jar(unreadable.get()));
        }
        Iterator<Map.Entry<String, URI>> rest = awaited.entrySet().iterator();
        if (!rest.hasNext()) return new Declared("META-INF/services", "");
        Map.Entry<String, URI> first = rest.next();
        rest.remove();
        return new Declared(first.getKey(), jar(first.getValue()));
    }

    private static String jar(URI file) {
        try {
            if (file.toURL().openConnection() instanceof JarURLConnection connection) {
                return JarName.of(connection.getJarFileURL());
            }
            String folder = file.toString().replace(NAME, "");
            return JarName.of(URI.create(folder).toURL());
        } catch (IOException _) {
            return "";
        }
    }
}
