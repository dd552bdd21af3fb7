package heliograph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/// The version that was built.
final class Version {
    private static final String RESOURCE = "/heliograph.properties";

    private Version() {}

    static String current() {
        try (InputStream resource = Version.class.getResourceAsStream(RESOURCE)) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(resource, RESOURCE));
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
