package heliograph.runner;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.StreamRecorder;
import heliograph.TestHub;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

class SourceMemoryTest {
    private static final String QUIET = "sources: [ { name: quiet, type: http, expect: 1s } ]";

    @TempDir Path directory;

    @Test
    void aDamagedMemoryOfASilenceKeepsNoHubFromStarting() throws Exception {
        try (TestHub hub = TestHub.in(directory, QUIET)) {
            awaitSilence(hub);
            hub.close();
            damage(hub.data().resolve("journal.db"));
        }
        try (TestHub hub = TestHub.in(directory, QUIET)) {
            assertThat(hub.post("/ingest/quiet", "text/plain", "back").statusCode()).isEqualTo(200);
        }
    }

    private static void awaitSilence(TestHub hub) throws Exception {
        try (StreamRecorder stream = hub.subscribe("?source=quiet&last=1")) {
            stream.next("hello");
            JsonObject silent = stream.message();
            assertThat(silent.getString("event")).isEqualTo("silent");
            assertThat(silent.getString("content")).startsWith("silent: nothing has come for 1s");
        }
    }

    private static void damage(Path journal) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
                Statement statement = connection.createStatement()) {
            int damaged =
                    statement.executeUpdate(
                            "update checkpoint set value='?' where part='silent-since'");
            assertThat(damaged).isEqualTo(1);
        }
    }
}
