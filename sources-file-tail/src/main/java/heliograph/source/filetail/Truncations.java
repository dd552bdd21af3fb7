package heliograph.source.filetail;

import heliograph.source.Message;
import heliograph.source.filetail.Siblings.Sibling;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Files that were truncated or rewritten in place. What stood in them and was not read is looked
/// for in a copy beside them, as rotation makes one before it truncates (`copytruncate`); what is
/// gone is counted and said.
final class Truncations {
    /// How long a file may say a size that is too small before it is believed.
    private static final Duration STALE_AT_MOST = Duration.ofSeconds(3);

    /// How long to wait until no files are moved beside it: the copy may be among them.
    private static final Duration MOVED_AT_MOST = Duration.ofSeconds(3);

    private final FileTailSettings settings;
    private final Disk disk;
    private final KnownFiles known;
    private final Generations generations;
    private final Discovery discovery;
    private final Outbox outbox;

    Truncations(
            FileTailSettings settings,
            Disk disk,
            KnownFiles known,
            Generations generations,
            Discovery discovery,
            Outbox outbox) {
        this.settings = settings;
        this.disk = disk;
        this.known = known;
        this.generations = generations;
        this.discovery = discovery;
        this.outbox = outbox;
    }

    /// Starts over if the file is shorter than it was. A network file system may tell an old size:
    /// it is believed when it has said so for long.
    void suspect(TailedFile file) throws IOException, InterruptedException {
        boolean isLocal = disk.tellsChanges(Siblings.directory(file.observed().at()));
        if (isLocal || file.observed().isChangedFor(STALE_AT_MOST)) startOver(file);
    }

    /// Reads it from its beginning, after the rest of what it was; or leaves it for its next turn
    /// while files are being moved.
    void startOver(TailedFile file) throws IOException, InterruptedException {
        FileCheckpoint before = file.reached();
        var siblings = new Siblings(disk, settings.exclude());
        List<Sibling> copies = copies(file, siblings);
        boolean isDisturbed = siblings.areDisturbed(file.path());
        if (isDisturbed && !file.observed().isChangedFor(MOVED_AT_MOST)) return;
        Optional<TailedFile> copy = openLargest(copies, before);
        if (copy.isEmpty() && !copies.isEmpty()) return; // it was moved just now
        long kept = copy.map(rest -> rest.observed().size()).orElse(before.offset());
        long lost = Math.max(0, file.observed().size() - kept);
        file.startOver(lost, copy);
        generations.note(file);
        // It may have been truncated more than once.
        discovery.searchBeside(file.path());
        if (lost > 0) outbox.add(message(file.path(), lost));
    }

    /// What nobody knows and holds what was read of the file, and perhaps more; the smallest first.
    /// Those that were made earlier and hold less have nothing to give.
    private List<Sibling> copies(TailedFile truncated, Siblings siblings)
            throws IOException, InterruptedException {
        List<Sibling> copies = new ArrayList<>();
        for (Sibling sibling : siblings.rotatedFrom(truncated.path())) {
            if (!mayBeCopy(sibling, truncated)) continue;
            Optional<OpenFile> opened = OpenFile.open(disk, sibling.path(), sibling.stat());
            if (opened.isEmpty()) continue; // it was moved
            try (OpenFile file = opened.get()) {
                if (truncated.reached().goesOnIn(file)) copies.add(sibling);
                else if (truncated.hasRead(file, sibling.stat())) readElsewhere(truncated, sibling);
            }
        }
        copies.sort(Comparator.comparingLong(copy -> copy.stat().size()));
        return copies;
    }

    private boolean mayBeCopy(Sibling sibling, TailedFile truncated) {
        return !generations.isOpen(sibling.identity().inode())
                && known.get(sibling.identity()).isEmpty()
                && !sibling.identity().birth().isBefore(truncated.identity().birth());
    }

    private Optional<TailedFile> openLargest(List<Sibling> copies, FileCheckpoint before)
            throws IOException, InterruptedException {
        if (copies.isEmpty()) return Optional.empty();
        Optional<TailedFile> largest = generations.openFrom(copies.getLast(), before);
        if (largest.isEmpty()) return Optional.empty();
        largest.get().measure();
        for (Sibling smaller : copies.subList(0, copies.size() - 1)) {
            generations.readElsewhere(before.path(), smaller.stat());
        }
        return largest;
    }

    private void readElsewhere(TailedFile original, Sibling copy) {
        generations.readElsewhere(original.path(), copy.stat());
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
