package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class TemporaryFilesIT {
    @TempDir Path directory;

    @Test
    void aRunningHubHasNoTemporaryFilesSoOneThatIsKilledLeavesNone() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        Map<String, String> options = Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        try (HubProcess hub = HubProcess.start(directory, options)) {
            hub.post("/ingest/test", "SQLite is at work");
            assertThat(temporary).isEmptyDirectory();
        }
    }
}
