package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// `./heliograph FILE…`
class TailedFilesIT {
    @TempDir Path directory;
    private Path log;

    @BeforeEach
    void writeALog() throws IOException {
        log = directory.resolve("app.log");
        for (int i = 1; i <= 20; i++) append(log, "old " + i);
    }

    @Test
    void itBeginsWithTheLastTenLinesAndGoesOnWithWhatIsAppended() throws Exception {
        try (HubProcess hub = HubProcess.start(directory, "app.log");
                StreamRecorder stream = hub.subscribe("?last=100")) {
            stream.next("hello");
            for (int i = 11; i <= 20; i++) assertLine(stream, "old " + i);
            append(log, "new 1");
            assertLine(stream, "new 1");
            assertThat(hub.source("app.log").getString("type")).isEqualTo("file-tail");
        }
    }

    @Test
    void eachLineComesOnceAcrossARenameRotationAndARestart() throws Exception {
        try (HubProcess hub = HubProcess.start(directory, "app.log");
                StreamRecorder stream = hub.subscribe("?last=100")) {
            stream.next("hello");
            for (int i = 11; i <= 20; i++) assertLine(stream, "old " + i);
            append(log, "before the rotation");
            Files.move(log, directory.resolve("app.log.1"));
            append(log, "after the rotation");
            assertLine(stream, "before the rotation");
            assertLine(stream, "after the rotation");
            hub.terminate();
            assertThat(hub.log()).doesNotContain("WARNING");
        }
        append(log, "while it was down");
        Files.move(log, directory.resolve("app.log.2"));
        append(log, "rotated while it was down");
        try (HubProcess hub = HubProcess.start(directory, "app.log");
                StreamRecorder stream = hub.subscribe("?last=100&source=app.log")) {
            stream.next("hello");
            for (int i = 11; i <= 20; i++) assertLine(stream, "old " + i);
            assertLine(stream, "before the rotation");
            assertLine(stream, "after the rotation");
            assertLine(stream, "while it was down");
            assertLine(stream, "rotated while it was down");
            append(log, "the last");
            assertLine(stream, "the last");
            assertThat(hub.journal()).hasSize(15);
        }
    }

    @Test
    void eachLineComesOnceAcrossAKill() throws Exception {
        for (int round = 1; round <= 3; round++) {
            try (HubProcess hub = HubProcess.start(directory, "app.log");
                    StreamRecorder stream = hub.subscribe("")) {
                stream.next("hello");
                for (int i = 1; i <= 200; i++) append(log, "round " + round + " line " + i);
                while (!stream.message().getString("content").endsWith("line 50")) {}
                hub.kill();
            }
        }
        append(log, "the last");
        try (HubProcess hub = HubProcess.start(directory, "app.log");
                StreamRecorder stream = hub.subscribe("?last=1000")) {
            stream.next("hello");
            List<String> written = Files.readAllLines(log);
            for (String line : written.subList(10, written.size())) assertLine(stream, line);
            stream.assertExhausted();
        }
    }

    @Test
    void aGlobThatTheShellLeftAloneTailsEveryFileAlsoLaterOnes() throws Exception {
        append(directory.resolve("other.log"), "from the other");
        try (HubProcess hub = HubProcess.start(directory, "*.log");
                StreamRecorder stream = hub.subscribe("?last=100")) {
            stream.next("hello");
            assertThat(contents(stream, 11)).contains("old 20", "from the other");
            append(directory.resolve("later.log"), "from a later one");
            assertLine(stream, "from a later one");
        }
    }

    @Test
    void twoFilesOfOneNameAreTwoSources() throws Exception {
        append(Files.createDirectory(directory.resolve("web")).resolve("app.log"), "from web");
        try (HubProcess hub = HubProcess.start(directory, "app.log", "web/app.log");
                StreamRecorder stream = hub.subscribe("?last=100")) {
            stream.next("hello");
            assertThat(contents(stream, 11)).contains("old 20", "from web");
            assertThat(hub.source("app.log").getInt("messages")).isEqualTo(10);
            assertThat(hub.source("web-app.log").getInt("messages")).isEqualTo(1);
        }
    }

    private static String[] contents(StreamRecorder stream, int count) throws Exception {
        String[] contents = new String[count];
        for (int i = 0; i < count; i++) contents[i] = stream.message().getString("content");
        return contents;
    }

    private static void assertLine(StreamRecorder stream, String line) throws Exception {
        assertThat(stream.message().getString("content")).isEqualTo(line);
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
