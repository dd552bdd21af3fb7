package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The projects in `examples/`, built as their readers do: by Maven, on their own, against the API
/// as it is installed. Their tests use the contract test kit. Then the hub runs them.
class ExamplesIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String API = "heliograph-sources-api";
    private static final String PARENT = "heliograph-parent";
    private static final String VERSION = Version.current();

    private static Path repository;

    /// A local repository that has the API installed, and all that the user's has.
    @BeforeAll
    static void installApi(@TempDir Path directory) throws IOException {
        repository = directory;
        Path users =
                Path.of(
                        System.getProperty(
                                "localRepository",
                                System.getProperty("user.home") + "/.m2/repository"));
        try (Stream<Path> groups = Files.list(users)) {
            for (Path group : groups.toList()) {
                if (group.endsWith("heliograph")) continue;
                Files.createSymbolicLink(repository.resolve(group.getFileName()), group);
            }
        }
        install(PARENT, ROOT.resolve("pom.xml"), ".pom");
        install(API, ROOT.resolve("sources-api/pom.xml"), ".pom");
        Path target = ROOT.resolve("sources-api/target");
        install(API, target.resolve(API + "-" + VERSION + ".jar"), ".jar");
        install(API, target.resolve(API + "-" + VERSION + "-tests.jar"), "-tests.jar");
    }

    private static void install(String artifact, Path file, String suffix) throws IOException {
        Path directory = repository.resolve(Path.of("heliograph", artifact, VERSION));
        Files.createDirectories(directory);
        Files.copy(file, directory.resolve(artifact + "-" + VERSION + suffix));
    }

    @Test
    void bothBuildAgainstTheInstalledApiAndRunInTheHub(@TempDir Path directory) throws Exception {
        Path plugins = Files.createDirectory(directory.resolve("plugins"));
        for (String example : List.of("load", "deploys")) {
            Path project = directory.resolve(example);
            copy(ROOT.resolve("examples").resolve(example), project);
            build(project);
            String jar = example + "-1.0.jar";
            Files.copy(project.resolve("target").resolve(jar), plugins.resolve(jar));
        }
        try (HubProcess hub = HubProcess.start(directory);
                StreamRecorder stream = hub.subscribe("?last=1&source=load")) {
            stream.next("hello");
            assertThat(stream.message().getString("content")).startsWith("load average ");
            assertThat(hub.source("load").getString("version")).isEqualTo("1.0");
            assertThat(hub.post("/ingest/deploys", "two bugs fixed", "X-Version", "v42").body())
                    .contains("\"accepted\":1");
            assertThat(hub.post("/ingest/deploys", "x").body()).contains("send X-Version");
        }
    }

    @Test
    void thePageThatTeachesItHasTheSameCode() throws Exception {
        String page = Files.readString(ROOT.resolve("docs/writing-a-source.md"));
        for (String file :
                List.of(
                        "load/src/main/java/load/LoadProvider.java",
                        "load/src/main/java/load/LoadSource.java",
                        "deploys/src/main/java/deploys/DeploysSource.java")) {
            assertThat(page).contains(Files.readString(ROOT.resolve("examples").resolve(file)));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(f -> !f.startsWith(from.resolve("target"))).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static void build(Path project) throws Exception {
        Path log = project.resolveSibling(project.getFileName() + ".log");
        Process maven =
                new ProcessBuilder("mvn", "-B", "-Dmaven.repo.local=" + repository, "verify")
                        .directory(project.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .start();
        assertThat(maven.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(maven.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).containsPattern("Tests run: [1-9]");
    }
}
