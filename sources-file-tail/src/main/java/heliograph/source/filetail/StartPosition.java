package heliograph.source.filetail;

import heliograph.source.Checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Where to begin in a file that was never seen before. Files that are there when the source starts
/// for the first time ever begin as the settings say; all others appeared later and are read from
/// their beginning. So that it is known also after a restart, and also when there was no file, the
/// first look leaves a checkpoint of the source itself.
final class StartPosition {
    private static final String PART = "source";
    // A new file is born at the kernel's last tick.
    private static final Duration CLOCK_TICK = Duration.ofMillis(10);

    private final FileTailSettings settings;
    private final Instant started;
    private boolean firstEver;

    StartPosition(FileTailSettings settings, Map<String, String> checkpoints) {
        this.settings = settings;
        this.firstEver = !checkpoints.containsKey(PART);
        this.started =
                firstEver ? Instant.now() : Instant.parse(checkpoints.getOrDefault(PART, ""));
    }

    /// A time that no file born after the first start ever is born before.
    Instant started() {
        return beforeTick(started);
    }

    Instant beforeTick(Instant time) {
        return time.minus(CLOCK_TICK);
    }

    /// Called when the first scan has met its files.
    void over(Outbox outbox) {
        if (!firstEver) return;
        firstEver = false;
        outbox.add(new Checkpoint(PART, started.toString()));
    }

    /// Whether what stands beside a new file may be news too.
    boolean isOver() {
        return !firstEver;
    }

    FileCheckpoint begin(Path path, OpenFile file) throws IOException, InterruptedException {
        if (!beginsAtEnd()) return FileCheckpoint.beginning(path);
        byte[] head = new byte[Encoding.LONGEST_BOM];
        var asked = settings.rules();
        var encoding = Encoding.of(head, file.read(head, head.length, 0), asked.encoding());
        long offset = new LastLines(file, asked.in(encoding)).begin(settings.tailLines());
        Marker marker = Marker.before(offset, file);
        boolean skipping = offset > encoding.bom() && !encoding.endsALine(marker);
        return FileCheckpoint.at(path, offset, Fingerprint.of(file, offset), marker, skipping);
    }

    /// Whether a file begins at its end although it cannot be opened now.
    boolean beginsAtEnd() {
        return firstEver && settings.startAt() == FileTailSettings.StartAt.END;
    }
}
