package heliograph.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.HubProcess;
import heliograph.PluginJar;
import heliograph.StreamRecorder;
import heliograph.TestHub;
import heliograph.Waiting;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/// Jars that are dropped into `plugins/`, before the hub starts and while it runs.
class DroppedJarIT {
    /// Says once what it finds, and then waits.
    private static final String SAYING =
            """
            import heliograph.source.*;

            public final class %1$s implements SourceProvider {
                public String type() { return "%2$s"; }

                public Source create(SourceConfig config) { return (LiveSource) this::run; }

                private void run(SourceContext context) throws Exception {
                    context.publish(Message.text(%3$s));
                    new java.util.concurrent.CountDownLatch(1).await();
                }

                static String find(String name) {
                    try {
                        return Class.forName(name, true, Thread.currentThread().getContextClassLoader()) == null ? "" : "found";
                    } catch (ClassNotFoundException e) {
                        return "none";
                    }
                }
            }
            """;

    @TempDir Path directory;
    private Path plugins;

    @BeforeEach
    void makePlugins() throws IOException {
        plugins = Files.createDirectory(directory.resolve("plugins"));
    }

    @Test
    void pluginsMayCarryDifferentVersionsOfOneLibrary() throws Exception {
        for (String edition : List.of("first", "second")) {
            Path folder = plugins.resolve(edition);
            Path library =
                    PluginJar.compile(directory, "library/Edition", library(edition))
                            .pack(folder.resolve("library.jar"));
            String name = edition.substring(0, 1).toUpperCase(Locale.ROOT) + edition.substring(1);
            String source = SAYING.formatted(name, edition, "library.Edition.name()");
            PluginJar.compile(directory, name, source, library)
                    .declaring(name)
                    .version("7.1")
                    .pack(folder.resolve("source.jar"));
        }
        try (HubProcess hub = HubProcess.start(directory)) {
            assertThat(said(hub, "first")).isEqualTo("first");
            assertThat(said(hub, "second")).isEqualTo("second");
            assertThat(hub.source("first").getString("jar")).isEqualTo("first/source.jar");
            assertThat(hub.source("first").getString("version")).isEqualTo("7.1");
        }
    }

    @Test
    void aPluginSeesTheJdkTheApiAndJsonButNothingOfTheHubs() throws Exception {
        String found =
                """
                String.join(" ", java.util.stream.Stream.of(
                    "heliograph.source.Message", "jakarta.json.Json", "org.jspecify.annotations.Nullable",
                    "java.sql.Driver", "com.sun.net.httpserver.HttpServer", "com.sun.tools.javac.Main",
                    "heliograph.Hub", "heliograph.source.cron.CronProvider", "heliograph.ingest.HttpProvider",
                    "io.helidon.webserver.WebServer", "picocli.CommandLine", "org.sqlite.JDBC")
                        .map(Looking::find).toList())
                    + " " + jakarta.json.Json.createValue(7)\
                """;
        Path json =
                Path.of(
                        jakarta.json.Json.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        PluginJar.compile(directory, "Looking", SAYING.formatted("Looking", "looking", found), json)
                .declaring("Looking")
                .pack(plugins.resolve("looking.jar"));
        try (HubProcess hub = HubProcess.start(directory)) {
            assertThat(said(hub, "looking"))
                    .isEqualTo(
                            "found found found found found found none none none none none none 7");
        }
    }

    @Test
    void aJarIsPickedUpReplacedAndLetGoWhileTheHubRuns() throws Exception {
        saying("Other", "other", "\"undisturbed\"").pack(plugins.resolve("other.jar"));
        try (HubProcess hub = HubProcess.start(directory)) {
            said(hub, "other");

            saying("Word", "word", "\"one\"").version("1").pack(plugins.resolve("word.jar"));
            assertThat(said(hub, "word")).isEqualTo("one");
            assertThat(hub.source("word").getString("version")).isEqualTo("1");

            Path next = saying("Word", "word", "\"two\"").version("2").pack(directory.resolve("2"));
            overwrite(plugins.resolve("word.jar"), next);
            Waiting.until(() -> said(hub, "word"), "two"::equals);
            assertThat(hub.source("word").getString("version")).isEqualTo("2");
            assertThat(hub.source("word").getInt("messages")).isEqualTo(2);
            Waiting.until(() -> pluginLoaders(hub), count -> count == 2);

            Files.delete(plugins.resolve("word.jar"));
            Waiting.until(() -> names(hub), names -> !names.contains("word"));
            Waiting.until(() -> pluginLoaders(hub), count -> count == 1);

            assertThat(hub.source("other").getInt("messages")).isEqualTo(1);
            assertThat(hub.source("other").getInt("restarts")).isZero();
            assertThat(hub.source("other").getString("state")).isEqualTo("running");
        }
    }

    @Test
    void anOldClassLoaderIsCollectedWhenTheLastOfItsThreadsHasEnded() throws Exception {
        String stubborn =
                """
                import heliograph.source.*;
                import java.nio.file.*;

                public final class Stubborn implements SourceProvider {
                    public String type() { return "stubborn"; }
                    public Source create(SourceConfig config) { return (LiveSource) this::run; }
                    private void run(SourceContext context) throws Exception {
                        context.publish(Message.text("here to stay"));
                        while (Files.notExists(Path.of("release"))) {
                            try { Thread.sleep(10); } catch (InterruptedException e) { }
                        }
                    }
                }
                """;
        Path jar =
                PluginJar.provider(directory, "Stubborn", stubborn)
                        .pack(plugins.resolve("stubborn.jar"));
        try (HubProcess hub = HubProcess.start(directory)) {
            said(hub, "stubborn");
            Files.delete(jar);
            Waiting.until(() -> names(hub), names -> !names.contains("stubborn"));
            assertThat(pluginLoaders(hub)).isEqualTo(1);
            Files.createFile(directory.resolve("release"));
            Waiting.until(() -> pluginLoaders(hub), count -> count == 0);
        }
    }

    @Test
    void aBrokenReplacementLeavesWhatRunsAndIsNamed() throws Exception {
        Path jar = saying("Word", "word", "\"one\"").pack(plugins.resolve("word.jar"));
        try (HubProcess hub = HubProcess.start(directory)) {
            said(hub, "word");
            overwrite(jar, Files.write(directory.resolve("half"), new byte[1000]));
            List<JsonValue> broken = Waiting.until(() -> broken(hub), jars -> !jars.isEmpty());
            assertThat(broken.getFirst().asJsonObject().getString("jar")).isEqualTo("word.jar");
            assertThat(broken.getFirst().asJsonObject().getString("reason"))
                    .contains("no whole jar");
            assertThat(hub.source("word").getString("state")).isEqualTo("running");
            assertThat(hub.source("word").getInt("messages")).isEqualTo(1);
        }
    }

    @Test
    void aFolderThatIsEmptiedStopsItsSources() throws Exception {
        Path jar = saying("Word", "word", "\"one\"").pack(plugins.resolve("word/word.jar"));
        try (HubProcess hub = HubProcess.start(directory)) {
            said(hub, "word");
            Files.delete(jar);
            Waiting.until(() -> names(hub), names -> !names.contains("word"));
            assertThat(broken(hub).getFirst().asJsonObject().getString("reason"))
                    .isEqualTo("there is no jar in this folder");
            Waiting.until(() -> pluginLoaders(hub), count -> count == 0);
        }
    }

    @Test
    void aConfiguredSourceWaitsForItsJarAndGoesWithoutItWhenThatIsRemoved() throws Exception {
        Files.writeString(
                directory.resolve("heliograph.yaml"),
                "sources: [ { name: mine, type: unheard-of } ]");
        try (HubProcess hub = HubProcess.start(directory)) {
            JsonObject waiting = hub.source("mine");
            assertThat(waiting.getString("state")).isEqualTo("broken");
            assertThat(waiting.getJsonObject("lastError").getString("message"))
                    .contains("there is no type 'unheard-of'")
                    .contains("drop the jar");

            Path jar = saying("Heard", "unheard-of", "\"here\"").pack(plugins.resolve("heard.jar"));
            Waiting.until(() -> said(hub, "mine"), "here"::equals);

            Files.delete(jar);
            Waiting.until(() -> hub.source("mine").getString("state"), "broken"::equals);
            assertThat(hub.source("mine").getInt("messages")).isEqualTo(1);
        }
    }

    private static String library(String edition) {
        return """
        package library;
        public final class Edition {
            public static String name() { return "%s"; }
        }
        """
                .formatted(edition);
    }

    private PluginJar saying(String name, String type, String expression) throws Exception {
        return PluginJar.provider(directory, name, SAYING.formatted(name, type, expression));
    }

    /// The newest of a source, waited for.
    private static String said(HubProcess hub, String source) throws Exception {
        try (StreamRecorder stream = hub.subscribe("?last=1&source=" + source)) {
            stream.next("hello");
            return stream.message().getString("content");
        }
    }

    private static List<String> names(HubProcess hub) throws Exception {
        return TestHub.object(hub.get("/api/sources"))
                .getJsonArray("sources")
                .getValuesAs(row -> row.asJsonObject().getString("name"));
    }

    private static List<JsonValue> broken(HubProcess hub) throws Exception {
        return TestHub.object(hub.get("/api/sources")).getJsonArray("broken");
    }

    /// As `cp` does: into the same file.
    private static void overwrite(Path jar, Path content) throws IOException {
        Files.write(jar, Files.readAllBytes(content), StandardOpenOption.TRUNCATE_EXISTING);
    }

    /// How many class loaders of plugins are in the hub's heap when its garbage is collected.
    private static long pluginLoaders(HubProcess hub) throws Exception {
        return hub.instances("heliograph.plugin.PluginClassLoader");
    }
}
