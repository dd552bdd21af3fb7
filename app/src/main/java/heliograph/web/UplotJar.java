package heliograph.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// uPlot, which draws the charts, in its own jar. Which version is there the build alone decides.
final class UplotJar {
    private static final Map<String, String> FILES =
            Map.of(
                    "lib/uplot/uplot.js", "dist/uPlot.iife.min.js",
                    "lib/uplot/uplot.css", "dist/uPlot.min.css");

    private UplotJar() {}

    static boolean has(String path) {
        return FILES.containsKey(path);
    }

    /// The resource of a file that the page asks for by this path.
    static Optional<String> resource(String path) {
        return Optional.ofNullable(FILES.get(path))
                .map(file -> "/META-INF/resources/webjars/uplot/" + version() + "/" + file);
    }

    private static String version() {
        String resource = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
        try (InputStream stream = UplotJar.class.getResourceAsStream(resource)) {
            if (stream == null) throw new IllegalStateException("uPlot is not on the class path");
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
