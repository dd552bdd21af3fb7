package heliograph.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A plugin whose classes are loaded, from a private copy. Closing lets go of both.
///
/// @param holdings what its jars brought
record LoadedPlugin(PrivateCopies.Copy copy, PluginClassLoader loader, Holdings holdings)
        implements AutoCloseable {
    private static final String SERVICES = "META-INF/services/heliograph.source.SourceProvider";

    /// One that is packed small and unpacks to gigabytes would fill the heap.
    private static final int LARGEST_SERVICES = 64 << 10; // bytes

    /// Copies its jars and tries what they declare.
    ///
    /// @param place the jar, or the folder of jars
    /// @throws IOException when there is no jar to read
    static LoadedPlugin load(Path place, List<Path> jars, PrivateCopies copies, InstantSource clock)
            throws IOException, InterruptedException {
        requireJars(place, jars);
        String name = String.valueOf(place.getFileName());
        String prefix = Files.isDirectory(place) ? name + "/" : "";
        PrivateCopies.Copy copy = copies.of(jars);
        PluginClassLoader loader = new PluginClassLoader(name, copy.jars());
        try {
            for (Path jar : copy.jars()) requireWhole(jar);
            Holdings holdings = test(ProviderSearch.in(loader, prefix, clock));
            if (holdings.equals(Holdings.NONE)) {
                holdings = Holdings.broken(declaringNothing(name, clock));
            }
            return new LoadedPlugin(copy, loader, holdings);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            try (copy;
                    loader) {
                throw e;
            }
        }
    }

    /// To copy a device or a pipe might never end.
    private static void requireJars(Path place, List<Path> jars) throws UnusableJar {
        boolean isFolder = Files.isDirectory(place);
        if (isFolder && !Files.isReadable(place)) {
            throw new UnusableJar("the hub may not read this folder");
        }
        if (jars.isEmpty()) {
            String why = isFolder ? "there is no jar in this folder" : "it is a link to nothing";
            throw new UnusableJar(why);
        }
        for (Path jar : jars) {
            if (!Files.isRegularFile(jar)) throw new UnusableJar(jar.getFileName() + " is no file");
        }
    }

    /// A class loader passes over a jar that it cannot open.
    private static void requireWhole(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ)) {
            ZipEntry services = file.getEntry(SERVICES);
            if (services != null && services.getSize() > LARGEST_SERVICES) {
                throw new UnusableJar(
                        "%s has a services file of %,d bytes; it names a class in each line"
                                .formatted(jar.getFileName(), services.getSize()));
            }
        } catch (ZipException e) {
            throw new UnusableJar(
                    "%s is no whole jar (%s); copy it again"
                            .formatted(jar.getFileName(), e.getMessage()));
        }
    }

    private static Holdings test(ProviderSearch search) throws InterruptedException {
        Holdings holdings = new Holdings(List.of(), search.broken());
        for (Candidate candidate : search.candidates()) {
            holdings = holdings.and(Holdings.of(candidate.test()));
        }
        return holdings;
    }

    private static BrokenJar declaringNothing(String name, InstantSource clock) {
        return new BrokenJar(
                name,
                SERVICES,
                "it declares no source: name the provider's class in " + SERVICES,
                clock.instant());
    }

    @Override
    public void close() throws IOException {
        try (copy) {
            loader.close();
        }
    }
}
