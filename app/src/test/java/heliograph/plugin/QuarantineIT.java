package heliograph.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.HubProcess;
import heliograph.PluginJar;
import heliograph.StreamRecorder;
import heliograph.TestHub;
import heliograph.Waiting;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// One hub, and in its `plugins/` a jar for each way in which a jar can be broken: each is named
/// with its class and the reason, and the others do not notice.
class QuarantineIT {
    private static final String RUN = "return (LiveSource) this::run;";
    private static Path plugins;
    private static Path work;
    private static HubProcess hub;
    private static Duration aloneUp;
    private static Duration startUp;

    @BeforeAll
    static void startAmongBrokenJars(@TempDir Path directory) throws Exception {
        work = Files.createDirectory(directory.resolve("work"));
        plugins = Files.createDirectory(directory.resolve("plugins"));
        dropGarbage();
        dropBadProviders();
        dropBlockingProviders();
        dropExitingProviders();
        Files.writeString(
                directory.resolve("heliograph.yaml"),
                "sources: [ { name: secretive, type: throwingcreate, password: hunter2 } ]");

        Path alone = Files.createDirectory(directory.resolve("alone"));
        long began = System.nanoTime();
        HubProcess.start(alone).close();
        aloneUp = Duration.ofNanos(System.nanoTime() - began);
        began = System.nanoTime();
        hub = HubProcess.start(directory);
        startUp = Duration.ofNanos(System.nanoTime() - began);
    }

    private static void dropGarbage() throws Exception {
        Path good = provider("Good", "", type("good"), RUN).pack(plugins.resolve("good.jar"));
        byte[] whole = Files.readAllBytes(good);
        Files.write(plugins.resolve("truncated.jar"), Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(plugins.resolve("text.jar"), "this is no zip file");
        Files.createFile(plugins.resolve("empty.jar"));
        Files.createDirectory(plugins.resolve("folder"));
        Path half = Files.createDirectory(plugins.resolve("half"));
        Files.copy(good, half.resolve("good.jar"));
        Files.writeString(half.resolve("rest.jar"), "this is no zip file");
        Files.createSymbolicLink(plugins.resolve("dangling.jar"), Path.of("gone.jar"));
        Files.createSymbolicLink(plugins.resolve("device.jar"), Path.of("/dev/null"));
        provider("Undeclared", "", type("undeclared"), RUN).declaring("").pack(jar("undeclared"));
        provider("Absent", "", type("absent"), RUN).without("Absent").pack(jar("absent"));
        provider("Other", "", type("other"), RUN).declaring("Helper").pack(jar("other"));
        provider("Garbled", "", type("garbled"), RUN).declaring("one two").pack(jar("garbled"));
        provider("Newer", "", type("newer"), RUN).forJava(99).pack(jar("newer"));
        provider("Bomb", "", type("bomb"), RUN).declaring("#".repeat(1 << 20)).pack(jar("bomb"));
    }

    private static void dropBadProviders() throws Exception {
        drop(
                "ThrowingConstructor",
                "public ThrowingConstructor() { throw new IllegalStateException(\"no licence\");"
                        + " }");
        drop("ThrowingInitializer", "static final int N = Integer.parseInt(\"none\");");
        drop("ThrowingType", "", "throw new Error(\"not today\");", RUN);
        drop(
                "ThrowingCreate",
                "",
                type("throwingcreate"),
                "throw new IllegalStateException(\"created badly\");");
        drop("NullType", "", "return null;", RUN);
        drop("NullSource", "", type("nullsource"), "return null;");
        drop("BadType", "", "return \"Bad Type\";", RUN);
        drop("LongType", "", "return \"x\".repeat(100_000_000);", RUN);
        drop("SecondHttp", "", type("http"), RUN);
        provider("Needing", "final Helper helper = new Helper();", type("needing"), RUN)
                .without("Helper")
                .pack(jar("needing"));
        provider("Endless", "final Endless next = new Endless();", type("endless"), RUN)
                .pack(jar("endless"));
    }

    private static void dropBlockingProviders() throws Exception {
        drop("BlockingInitializer", "static { if (true) block(); }");
        drop("BlockingConstructor", "public BlockingConstructor() { block(); }");
        drop("BlockingType", "", "block(); return \"x\";", RUN);
        drop("BlockingStart", "public boolean startsByItself() { block(); return true; }");
        drop("BlockingCreate", "", type("blockingcreate"), "block(); return null;");
    }

    private static void dropExitingProviders() throws Exception {
        drop("ExitingInitializer", "static { System.exit(1); }");
        drop("ExitingConstructor", "public ExitingConstructor() { Runtime.getRuntime().halt(1); }");
        drop(
                "ExitingType",
                "",
                "java.util.function.IntConsumer exit = System::exit; exit.accept(1); return \"x\";",
                RUN);
        drop(
                "ExitingCreate",
                "",
                type("exitingcreate"),
                "Runtime.getRuntime().exit(1); return null;");
    }

    private static void drop(String name, String member) throws Exception {
        drop(name, member, type(name), RUN);
    }

    private static void drop(String name, String member, String type, String create)
            throws Exception {
        provider(name, member, type, create).pack(jar(name));
    }

    /// A provider whose parts can be spoiled one by one.
    private static PluginJar provider(String name, String member, String type, String create)
            throws Exception {
        String source =
                """
                import heliograph.source.*;

                public class %1$s implements SourceProvider {
                    %2$s
                    public String type() { %3$s }
                    public Source create(SourceConfig config) { %4$s }

                    static void block() {
                        while (true) {
                            try { Thread.sleep(1000); } catch (InterruptedException e) { }
                        }
                    }

                    private void run(SourceContext context) throws Exception {
                        for (int i = 1; i <= 100; i++) {
                            context.publish(Message.text("number " + i));
                            Thread.sleep(20);
                        }
                    }
                }

                class Helper { void help() {} }
                """
                        .formatted(name, member, type, create);
        return PluginJar.provider(work, name, source);
    }

    private static Path jar(String name) {
        return plugins.resolve(name.toLowerCase(Locale.ROOT) + ".jar");
    }

    private static String type(String name) {
        return "return \"" + name.toLowerCase(Locale.ROOT) + "\";";
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "truncated.jar  | '' | no whole jar",
                "text.jar       | '' | no whole jar",
                "empty.jar      | '' | no whole jar",
                "folder         | '' | there is no jar in this folder",
                "half           | '' | rest.jar is no whole jar",
                "dangling.jar   | '' | it is a link to nothing",
                "device.jar     | '' | device.jar is no file",
                "undeclared.jar | META-INF/services/heliograph.source.SourceProvider | declares no"
                        + " source",
                "bomb.jar       | '' | has a services file of 1,048,576 bytes",
                "garbled.jar    | META-INF/services | syntax",
                "absent.jar     | Absent | not found",
                "other.jar      | Helper | not a subtype",
                "newer.jar      | Newer | Newer was compiled for Java 99, and the hub runs on Java"
                        + " 25",
                "needing.jar    | Needing | class Helper is missing",
                "endless.jar    | Endless | calls itself without end",
            })
    void aJarThatIsNoneOrLacksSomethingIsNamed(String jar, String provider, String reason)
            throws Exception {
        assertBroken(jar, provider, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ThrowingConstructor | no licence",
                "ThrowingInitializer | \"none\"",
                "ThrowingType        | not today",
                "NullType            | returned null",
                "BadType             | 'Bad Type' is no lower-kebab word",
                "LongType            | is no lower-kebab word of at most 64 characters",
                "SecondHttp          | type 'http' is already that of"
                        + " heliograph.ingest.HttpProvider",
                "BlockingInitializer | did not return within 5 s",
                "BlockingConstructor | did not return within 5 s",
                "BlockingType        | BlockingType.type() did not return within 5 s",
                "BlockingStart       | BlockingStart.startsByItself() did not return within 5 s",
                "ExitingInitializer  | it called System.exit",
                "ExitingConstructor  | it called Runtime.halt",
                "ExitingType         | it called System.exit",
            })
    void aProviderThatFailsIsNamedWithItsJarAndReason(String provider, String reason)
            throws Exception {
        assertBroken(jar(provider).getFileName().toString(), provider, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secretive      | throwingcreate | IllegalStateException: created badly",
                "nullsource     | nullsource     | create() returned null",
                "blockingcreate | blockingcreate | create of type 'blockingcreate' did not return"
                        + " within 5 s",
                "exitingcreate  | exitingcreate  | it called Runtime.exit",
            })
    void aSourceThatCannotBeMadeIsNamedWithItsJarAndReason(String name, String jar, String reason)
            throws Exception {
        JsonObject source =
                Waiting.until(
                        () -> hub.source(name), row -> row.getString("state").equals("broken"));
        assertThat(source.getString("jar")).isEqualTo(jar + ".jar");
        JsonObject error = source.getJsonObject("lastError");
        assertThat(error.getString("message")).contains(reason);
        assertThat(error.getString("stack")).contains("create");
    }

    @Test
    void whatABrokenSourceDidNotReadMayBeASecretAndIsMasked() throws Exception {
        JsonObject settings = hub.source("secretive").getJsonObject("settings");
        assertThat(settings.getString("password")).isEqualTo("***");
    }

    @Test
    void theHubStartsWithoutWaitingForThem() {
        assertThat(startUp).isLessThan(aloneUp.plus(Duration.ofSeconds(1)));
    }

    @Test
    void aGoodSourceLosesNothing() throws Exception {
        JsonObject good =
                Waiting.until(
                        () -> hub.source("good"), row -> row.getString("state").equals("finished"));
        assertThat(good.getInt("messages")).isEqualTo(100);
        try (StreamRecorder stream = hub.subscribe("?source=good&last=100")) {
            stream.next("hello");
            for (int i = 1; i <= 100; i++) {
                assertThat(stream.message().getString("content")).isEqualTo("number " + i);
            }
        }
    }

    @Test
    void postsAreTakenAsEver() throws Exception {
        assertThat(hub.post("/ingest/test", "still here").statusCode()).isEqualTo(200);
    }

    private static void assertBroken(String jar, String provider, String reason) throws Exception {
        List<JsonObject> named =
                Waiting.until(
                        () ->
                                TestHub.object(hub.get("/api/sources"))
                                        .getJsonArray("broken")
                                        .getValuesAs(JsonObject.class)
                                        .stream()
                                        .filter(broken -> broken.getString("jar").equals(jar))
                                        .toList(),
                        rows -> !rows.isEmpty());
        assertThat(named).hasSize(1);
        assertThat(named.getFirst().getString("provider")).isEqualTo(provider);
        assertThat(named.getFirst().getString("reason")).contains(reason);
    }
}
