package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.filetail.FileIdentity.Inode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class KnownFilesTest {
    @TempDir Path logs;

    @Test
    void aCheckpointIsReadAsItWasWritten() {
        var begun = FileCheckpoint.beginning(Path.of("/var/log/a path= b.log"));
        var read =
                begun.reaching(
                                12,
                                Fingerprint.of("twelve bytes".getBytes(UTF_8), 12),
                                new Marker("6f0a"),
                                true)
                        .withoutBirth();
        var finished = read.finishedAt(Instant.parse("2026-11-23T00:00:00.123Z"));
        for (FileCheckpoint checkpoint : new FileCheckpoint[] {begun, read, finished}) {
            assertThat(FileCheckpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
        }
    }

    @Test
    void aFileIsKnownByWhatItHoldsWhenItsDiskHasAnotherNumber() throws Exception {
        Path path = Files.writeString(logs.resolve("app.log"), "one\ntwo\n");
        FileStat stat = FileStat.of(path);
        var inode =
                new Inode(stat.identity().inode().device() + 1, stat.identity().inode().number());
        var before = new FileIdentity(inode, stat.identity().birth());
        try (OpenFile file = OpenFile.open(new RealDisk(), path, stat).orElseThrow()) {
            KnownFiles known = known(before, file, path, false);
            assertThat(known.find(stat.identity(), file)).hasValue(before);
            Files.writeString(path, "ONE\nTWO\n");
            assertThat(known.find(stat.identity(), file)).isEmpty();
        }
    }

    @Test
    void aFileWithoutABirthIsKnownByWhatItHolds() throws Exception {
        Path path = Files.writeString(logs.resolve("app.log"), "one\ntwo\n");
        FileStat stat = FileStat.of(path);
        Instant earlier = stat.identity().birth().minus(Duration.ofDays(1));
        var before = new FileIdentity(stat.identity().inode(), earlier);
        try (OpenFile file = OpenFile.open(new RealDisk(), path, stat).orElseThrow()) {
            KnownFiles withBirths = known(before, file, path, false);
            KnownFiles withoutBirths = known(before, file, path, true);
            assertThat(withBirths.find(stat.identity(), file)).isEmpty();
            assertThat(withoutBirths.find(stat.identity(), file)).hasValue(before);
            Files.writeString(path, "ONE\nTWO\n");
            assertThat(withoutBirths.find(stat.identity(), file)).isEmpty();
        }
    }

    private static KnownFiles known(
            FileIdentity identity, OpenFile file, Path path, boolean birthMoves) throws Exception {
        var read =
                FileCheckpoint.at(path, 8, Fingerprint.of(file, 8), Marker.before(8, file), false);
        FileCheckpoint checkpoint = birthMoves ? read.withoutBirth() : read;
        return KnownFiles.of(Map.of(identity.part(), checkpoint.text(), "source", "no file"));
    }
}
