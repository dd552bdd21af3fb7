package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The script `./heliograph`, in a tree of its own: a `java` that says which it is and with what it
/// was called, and a `mvn` that makes the jar.
class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "heliograph").toAbsolutePath().normalize();
    private final Instant earlier = Instant.now().minusSeconds(60);

    @TempDir Path directory;
    private Path tree;
    private Path jar;
    private Path onThePath;

    @BeforeEach
    void plantATree() throws IOException {
        tree = directory.resolve("a tree");
        jar = tree.resolve("app/target/heliograph.jar");
        onThePath = Files.createDirectories(directory.resolve("bin"));
        Files.createDirectories(tree.resolve("app/src/main/java"));
        Files.copy(SCRIPT, tree.resolve("heliograph"));
        write(tree.resolve("pom.xml"), earlier);
        write(tree.resolve("app/src/main/java/Main.java"), earlier);
        write(jar, Instant.now());
        java(onThePath.resolve("java"), "17.0.19");
        java(jdk25().resolve("bin/java"), "25.0.3");
        program(onThePath.resolve("mvn"), "cat; echo built >&2; touch '" + jar + "'");
    }

    @Test
    void argumentsArriveAsTheyWereWritten() throws Exception {
        Files.writeString(directory.resolve("a.log"), "");
        assertThat(launch("two words", "*.log", "", "$HOME"))
                .containsSubsequence("<-cp>", "<" + jar + ">", "<heliograph.Main>")
                .endsWith("<two words>", "<*.log>", "<>", "<$HOME>");
    }

    @Test
    void aJdk25IsTakenAlthoughAnOlderOneIsOnThePath() throws Exception {
        assertThat(launch()).startsWith("java 25.0.3");
    }

    @Test
    void theJavaOnThePathIsTakenWhenItIsGoodAndTheOneOfJavaHomeIsNot() throws Exception {
        java(onThePath.resolve("java"), "26-ea");
        java(jdk25().resolve("bin/java"), "24.0.1");
        assertThat(launch()).startsWith("java 26-ea");
    }

    @Test
    void aJdkWhoseVersionIsPrecededByANoticeIsTakenToo() throws Exception {
        program(
                jdk25().resolve("bin/java"),
                "echo 'Picked up JAVA_TOOL_OPTIONS: -Xmx1g' >&2",
                javaScript("25.0.3"));
        assertThat(launch()).contains("java 25.0.3");
    }

    @Test
    void itRunsFromAnywhereAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("second"), Path.of("first"));
        Files.createSymbolicLink(directory.resolve("first"), tree.resolve("heliograph"));
        assertThat(launch(link)).contains("<" + jar + ">");
    }

    @Test
    void itIsNotBuiltWhenNothingHasChanged() throws Exception {
        assertThat(launch()).doesNotContain("built");
    }

    @Test
    void itIsBuiltWhenASourceHasChanged() throws Exception {
        write(tree.resolve("app/src/main/java/Main.java"), Instant.now().plusSeconds(60));
        assertThat(launch()).contains("built");
    }

    @Test
    void itIsBuiltOnFirstUseAndTheBuildLeavesTheInputToTheHub() throws Exception {
        Files.delete(jar);
        assertThat(launch()).contains("built", "input: for the hub");
        assertThat(launch()).doesNotContain("built");
    }

    @Test
    void aBuildThatFailsStartsNothing() throws Exception {
        Files.delete(jar);
        program(onThePath.resolve("mvn"), "exit 1");
        assertThat(launch()).endsWith("heliograph: the build failed, see above", "exit 1");
    }

    @Test
    void theHubTakesThePlaceOfTheScriptSoThatSignalsReachIt() throws Exception {
        program(
                jdk25().resolve("bin/java"),
                "[ \"$1\" = -version ] && echo ' version \"25\"' && exit",
                "trap 'echo stopped cleanly; exit 0' TERM",
                "echo $$",
                "while :; do sleep 0.05; done");
        Process process = process(tree.resolve("heliograph"));
        try (var output = process.inputReader(UTF_8)) {
            assertThat(output.readLine()).isEqualTo(Long.toString(process.pid()));
            process.toHandle().destroy(); // leaves its output open
            assertThat(output.readLine()).isEqualTo("stopped cleanly");
        } finally {
            process.destroyForcibly();
        }
    }

    private Path jdk25() {
        return directory.resolve("jdk 25");
    }

    private List<String> launch(String... arguments) throws Exception {
        return launch(tree.resolve("heliograph"), arguments);
    }

    /// The lines it printed, and its exit code if that is not 0.
    private List<String> launch(Path script, String... arguments) throws Exception {
        Process process = process(script, arguments);
        try (var output = process.inputReader(UTF_8)) {
            List<String> lines = new ArrayList<>(output.lines().toList());
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            if (process.exitValue() != 0) lines.add("exit " + process.exitValue());
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    private Process process(Path script, String... arguments) throws IOException {
        Path input = Files.writeString(directory.resolve("input.txt"), "for the hub");
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectInput(input.toFile())
                        .redirectErrorStream(true);
        builder.environment().remove("HELIOGRAPH_JAVA_OPTS");
        builder.environment().put("JAVA_HOME", jdk25().toString());
        builder.environment().put("PATH", onThePath + ":" + System.getenv("PATH"));
        return builder.start();
    }

    private static void java(Path file, String version) throws IOException {
        program(file, javaScript(version));
    }

    private static String javaScript(String version) {
        return """
        if [ "$1" = -version ]; then echo 'openjdk version "%1$s" 2026-01-20' >&2; exit; fi
        echo 'java %1$s'
        echo "input: $(cat)"
        printf '<%%s>\\n' "$@"
        """
                .formatted(version);
    }

    private static void program(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, Instant changed) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(changed));
    }
}
