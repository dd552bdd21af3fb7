package heliograph.source.filetail;

import heliograph.source.Message;
import heliograph.source.filetail.Siblings.Sibling;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Files that were truncated or rewritten in place. What stood in them and was not read is looked
/// for in a copy beside them, as rotation makes one before it truncates (`copytruncate`); what is
/// gone is counted and said.
final class Truncations {
    /// How long a file may say a size that is too small before it is believed.
    private static final Duration STALE_AT_MOST = Duration.ofSeconds(3);

    /// How often to look for a copy while files are being moved.
    private static final int LOOKS = 5;

    private final FileTailSettings settings;
    private final Disk disk;
    private final KnownFiles known;
    private final Generations generations;
    private final Meeting meeting;
    private final Outbox outbox;

    Truncations(
            FileTailSettings settings,
            Disk disk,
            KnownFiles known,
            Generations generations,
            Meeting meeting,
            Outbox outbox) {
        this.settings = settings;
        this.disk = disk;
        this.known = known;
        this.generations = generations;
        this.meeting = meeting;
        this.outbox = outbox;
    }

    /// Starts over if the file is shorter than it was. A network file system may tell an old size:
    /// it is believed when it has said so for long.
    void suspect(TailedFile file) throws IOException, InterruptedException {
        boolean isLocal = disk.tellsChanges(Siblings.directory(file.at()));
        if (isLocal || file.isShorterFor(STALE_AT_MOST)) startOver(file);
    }

    /// Reads it from its beginning, after the rest of what it was.
    void startOver(TailedFile file) throws IOException, InterruptedException {
        FileCheckpoint before = file.reached();
        Optional<TailedFile> copy = findCopy(file, before);
        long found = copy.map(TailedFile::size).orElse(before.offset());
        long lost = Math.max(0, file.size() - found);
        file.startOver(lost, copy);
        generations.note(file);
        // It may have been truncated more than once.
        meeting.searchBeside(
                file.path(), copy.map(c -> c.identity().birth()).orElse(file.intactAt()));
        if (lost > 0) outbox.add(message(file.path(), lost));
    }

    private Optional<TailedFile> findCopy(TailedFile truncated, FileCheckpoint before)
            throws IOException, InterruptedException {
        for (int look = 1; ; look++) {
            Instant moved = Siblings.lastMoved(disk, truncated.path());
            Optional<TailedFile> copy = openCopy(truncated, before);
            boolean isDisturbed = !Siblings.lastMoved(disk, truncated.path()).equals(moved);
            if (copy.isPresent() || !isDisturbed || look == LOOKS) return copy;
            Thread.sleep(Duration.ofMillis(look)); // whoever moves them is soon done
        }
    }

    private Optional<TailedFile> openCopy(TailedFile truncated, FileCheckpoint before)
            throws IOException, InterruptedException {
        Path path = truncated.path();
        for (Sibling sibling : Siblings.of(disk, path, settings.exclude())) {
            if (!Siblings.isRotated(path, sibling.path())) continue;
            if (!mayBeCopy(sibling.stat(), truncated) || !holds(sibling, before)) continue;
            Optional<TailedFile> copy = generations.openFrom(sibling, before);
            if (copy.isPresent()) {
                copy.get().measure();
                return copy;
            }
        }
        return Optional.empty();
    }

    private boolean mayBeCopy(FileStat stat, TailedFile truncated) {
        if (generations.isOpen(stat.identity().inode()) || known.isReadAlready(stat)) return false;
        // Of what was not read at all nothing is known but its size.
        if (truncated.reached().offset() > 0) return true;
        return known.get(stat.identity()).isEmpty()
                && stat.size() >= truncated.size()
                && stat.identity().birth().isAfter(truncated.identity().birth());
    }

    private boolean holds(Sibling sibling, FileCheckpoint before)
            throws IOException, InterruptedException {
        Optional<OpenFile> opened = OpenFile.open(disk, sibling.path(), sibling.stat());
        if (opened.isEmpty()) return false;
        try (OpenFile file = opened.get()) {
            return before.matches(file);
        }
    }

    private static Message message(Path path, long lost) {
        return Message.builder()
                .level("warn")
                .content(
                        "%,d bytes of %s were truncated before they were read"
                                .formatted(lost, path))
                .field("log.file.path", path.toString())
                .field("log.lost_bytes", lost)
                .build();
    }
}
