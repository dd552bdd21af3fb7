package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/// Jars from elsewhere on the hub's class path.
class PluginIT {
    private static final String GREETER =
            """
            import heliograph.source.*;

            public final class Greeter implements SourceProvider {
                public String type() { return "greeter"; }

                public Source create(SourceConfig config) {
                    String whom = config.text("whom", "world");
                    return (LiveSource) context -> context.publish(Message.text("hello " + whom));
                }
            }
            """;

    @TempDir Path directory;

    @Test
    void aSourceFromAJarRunsAndIsOnTheBoardWithItsJar() throws Exception {
        Path jar = greeter("Greeter");
        try (HubProcess hub = HubProcess.start(directory, List.of(jar));
                StreamRecorder stream = hub.subscribe("?source=greeter&last=1")) {
            stream.next("hello");
            assertThat(stream.message().getString("content")).isEqualTo("hello world");
            JsonObject source = hub.source("greeter");
            assertThat(source.getString("jar")).isEqualTo("plugin.jar");
            assertThat(source.getString("type")).isEqualTo("greeter");
            assertThat(source.getInt("messages")).isEqualTo(1);
            assertThat(broken(hub)).isEmpty();
        }
    }

    @Test
    void aJarWhoseConstructorThrowsIsNamed() throws Exception {
        assertNamed(
                plugin("public Bad() { throw new IllegalStateException(\"no licence\"); }"),
                "Bad",
                "no licence");
    }

    @Test
    void aJarWhoseStaticInitialiserThrowsIsNamed() throws Exception {
        assertNamed(plugin("static final int N = Integer.parseInt(\"none\");"), "Bad", "\"none\"");
    }

    @Test
    void aJarWhoseTypeThrowsIsNamed() throws Exception {
        assertNamed(bad(BAD.formatted("", "throw new Error(\"not today\");")), "Bad", "not today");
    }

    @Test
    void aJarWithoutAClassThatItNeedsIsNamed() throws Exception {
        assertNamed(
                plugin("final Helper helper = new Helper();").without("Helper"), "Bad", "Helper");
    }

    @Test
    void aJarWithoutTheClassThatItExtendsIsNamed() throws Exception {
        String source = BAD.replace("class Bad ", "class Bad extends Helper ");
        assertNamed(
                bad(source.formatted("", "return \"bad\";")).without("Helper"), "Bad", "Helper");
    }

    @Test
    void aJarThatNamesAClassWhichIsNotThereIsNamed() throws Exception {
        assertNamed(plugin("").without("Bad"), "Bad", "not found");
    }

    @Test
    void aJarThatNamesAClassWhichIsNoProviderIsNamed() throws Exception {
        assertNamed(plugin("").declaring("Helper"), "Helper", "not a subtype");
    }

    @Test
    void aJarWhoseServicesFileIsGarbageIsNamed() throws Exception {
        assertNamed(plugin("").declaring("Bad one"), "META-INF/services", "syntax");
    }

    private static final String BAD =
            """
            import heliograph.source.*;

            public final class Bad implements SourceProvider {
                %s
                public String type() { %s }
                public Source create(SourceConfig config) { return (LiveSource) context -> {}; }
            }

            class Helper {}
            """;

    private PluginJar plugin(String member) throws Exception {
        return bad(BAD.formatted(member, "return \"bad\";"));
    }

    private PluginJar bad(String source) throws Exception {
        return PluginJar.compile(directory, "Bad", source).declaring("Bad");
    }

    private Path greeter(String services) throws Exception {
        return PluginJar.compile(directory, "Greeter", GREETER)
                .declaring(services)
                .pack(directory.resolve("plugin.jar"));
    }

    /// The board names the broken jar, and everything else is as it would be without it: a good
    /// jar behind it on the class path, and the hub itself.
    private void assertNamed(PluginJar plugin, String provider, String reason) throws Exception {
        Path bad = plugin.pack(directory.resolve("bad.jar"));
        try (HubProcess hub = HubProcess.start(directory, List.of(bad, greeter("Greeter")))) {
            JsonObject broken = broken(hub).getJsonObject(0);
            assertThat(broken.getString("provider")).isEqualTo(provider);
            assertThat(broken.getString("jar")).isEqualTo("bad.jar");
            assertThat(broken.getString("reason")).contains(reason);
            assertThat(broken(hub)).hasSize(1);

            assertThat(hub.source("greeter").getString("jar")).isEqualTo("plugin.jar");
            assertThat(hub.post("/ingest/test", "still here").statusCode()).isEqualTo(200);
        }
    }

    private static JsonArray broken(HubProcess hub) throws Exception {
        return TestHub.object(hub.get("/api/sources")).getJsonArray("broken");
    }
}
