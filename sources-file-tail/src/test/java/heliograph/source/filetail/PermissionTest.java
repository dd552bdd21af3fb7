package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.source.Message;
import heliograph.source.testkit.RecordingContext;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The source in a process of its own: nothing is forbidden to root, so that runs it as `nobody`.
class PermissionTest {
    @TempDir Path directory;
    private Path log;
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void letOthersIn() throws IOException {
        allow(directory, "rwxr-xr-x");
        log = directory.resolve("app.log");
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : processes) process.destroyForcibly().waitFor();
    }

    @Test
    void aForbiddenFileIsReadWhenItIsAllowed() throws Exception {
        Files.writeString(log, "one\n");
        allow(log, "---------");
        BufferedReader output = followAsSomebody();
        assertThat(output.readLine()).isEqualTo("OK ");
        assertThat(output.readLine())
                .matches("DEGRADED cannot read " + log + ": permission denied for user '[^']+'");
        allow(log, "rw-r--r--");
        List<String> last = List.of(output.readLine(), output.readLine());
        assertThat(last).containsExactlyInAnyOrder("OK ", "{\"content\":\"one\"}");
    }

    @Test
    void aFileInAForbiddenFolderIsReadWhenItIsAllowed() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        log = Files.writeString(folder.resolve("app.log"), "one\n");
        allow(log, "rw-r--r--");
        allow(folder, "---------");
        BufferedReader output = followAsSomebody();
        assertThat(output.readLine()).isEqualTo("OK ");
        assertThat(output.readLine()).startsWith("DEGRADED cannot read " + log + ": permission");
        allow(folder, "rwxr-xr-x");
        List<String> last = List.of(output.readLine(), output.readLine());
        assertThat(last).containsExactlyInAnyOrder("OK ", "{\"content\":\"one\"}");
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private BufferedReader followAsSomebody() throws Exception {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", code(), PrintingContext.class.getName(), log.toString()));
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        processes.add(process);
        return process.inputReader();
    }

    /// Our classes, where also `nobody` may read them.
    private String code() throws IOException, URISyntaxException {
        Path copies = Files.createDirectory(directory.resolve("code"));
        allow(copies, "rwxr-xr-x");
        List<Class<?>> classes =
                List.of(
                        FileTailSource.class,
                        PrintingContext.class,
                        Message.class,
                        RecordingContext.class,
                        JsonObject.class);
        Set<Path> places = classes.stream().map(PermissionTest::place).collect(Collectors.toSet());
        List<String> path = new ArrayList<>();
        for (Path place : places) {
            Path copy = copies.resolve("code-" + path.size());
            copy(place, copy);
            path.add(copy.toString());
        }
        return String.join(File.pathSeparator, path);
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                allow(copy, Files.isDirectory(copy) ? "rwxr-xr-x" : "rw-r--r--");
            }
        }
    }
}
