package heliograph.runner;

import heliograph.plugin.Plugins;
import heliograph.plugin.PluginsConfig;
import heliograph.source.ConfigException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Makes every source that is asked for, and starts none.
public final class SourcesCheck {
    private static final Duration LONGEST = Duration.ofMinutes(1); // each jar's calls have limits

    private SourcesCheck() {}

    /// @param folder that plugins are dropped into; the log names those that cannot be used
    /// @param classPath sees the other sources
    /// @throws ConfigException when a source is configured wrongly, or cannot be made
    public static void check(List<SourceEntry> entries, Path folder, ClassLoader classPath) {
        try {
            Path copies = Files.createTempDirectory("heliograph-plugins");
            var config = new PluginsConfig(classPath, folder, copies);
            try (Plugins plugins = Plugins.find(config, InstantSource.system(), _ -> {})) {
                plugins.await(LONGEST);
                for (SourceEntry entry : entries) check(entry, plugins);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sources were checked", e);
        }
    }

    private static void check(SourceEntry entry, Plugins plugins) throws InterruptedException {
        switch (MadeSource.of(entry, plugins).result()) {
            case MadeSource.Result.Ready _ -> {}
            case MadeSource.Result.Refused refused -> throw refused.why();
            case MadeSource.Result.Failed failed ->
                    throw new ConfigException(
                            "source '%s' could not be made: %s"
                                    .formatted(entry.name(), failed.failure().message()));
            case MadeSource.Result.NoProvider _ ->
                    throw plugins.unknownType(entry.name(), entry.type());
        }
    }
}
