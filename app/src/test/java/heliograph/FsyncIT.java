package heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An answer follows its fsync, as the kernel sees it: kill -9 would pass without any, as the
/// kernel keeps what a process wrote.
class FsyncIT {
    private static final int REQUESTS = 5;

    @TempDir static Path trial;
    @TempDir Path directory;

    @BeforeAll
    static void processesMayBeTraced() throws Exception {
        Optional<String> obstacle = SystemCalls.obstacle(trial);
        obstacle.ifPresent(why -> System.out.println("FsyncIT is skipped: " + why));
        assumeTrue(obstacle.isEmpty(), () -> "FsyncIT: " + obstacle.orElse(""));
    }

    @Test
    void betweenARequestAndItsAnswerTheWriteAheadLogIsOnDisk() throws Exception {
        try (HubProcess hub = HubProcess.start(directory)) {
            assertThat(unsynced(hub)).isEmpty();
        }
    }

    /// The check itself is checked.
    @Test
    void withoutSynchronousFullTheSameTraceShowsThatAnswersCameTooEarly() throws Exception {
        try (HubProcess hub = HubProcess.startMain(UnsyncedMain.class, directory)) {
            assertThat(unsynced(hub)).hasSize(REQUESTS);
        }
    }

    /// The requests that were answered before the write-ahead log was on disk.
    private List<String> unsynced(HubProcess hub) throws Exception {
        hub.post("/ingest/test", "the first makes the source");
        try (SystemCalls calls = SystemCalls.of(hub.pid(), directory.resolve("trace"))) {
            for (int i = 1; i <= REQUESTS; i++) {
                assertThat(hub.post("/ingest/test", "traced " + i).statusCode()).isEqualTo(200);
            }
            Path log = directory.resolve("data/journal.db-wal").toRealPath();
            return calls.answersWithoutSync("POST /ingest/test", log, REQUESTS);
        }
    }
}
