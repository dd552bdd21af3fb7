package heliograph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/// Adds a services file to what the class path has. The classes are on it already.
final class ServicesOfTest extends ClassLoader {
    private static final String RESOURCE = "META-INF/services/heliograph.source.SourceProvider";

    private final Path file;

    ServicesOfTest(Path directory, List<String> classNames) {
        super(ServicesOfTest.class.getClassLoader());
        try {
            file = Files.write(directory.resolve("services"), classNames);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        if (!name.equals(RESOURCE)) return Collections.emptyEnumeration();
        return Collections.enumeration(List.of(file.toUri().toURL()));
    }
}
