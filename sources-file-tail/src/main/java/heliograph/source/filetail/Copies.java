package heliograph.source.filetail;

import heliograph.source.filetail.Siblings.Sibling;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Whether a file that nobody knows is a copy of one that is followed, as rotation makes one before
/// it truncates (`copytruncate`).
///
/// ```
///    app.log    one two three            | truncated | four
///               |<- read ->|
///    app.log.1  one two three
/// ```
/// A copy is never news as a whole. As long as its original holds the same bytes it is left alone;
/// when the original does not any more, [Truncations] reads the rest from it.
final class Copies {
    private final Disk disk;
    private final KnownFiles known;
    private final Generations generations;

    /// What a file is that nobody knows.
    sealed interface Verdict {
        record News() implements Verdict {}

        /// A copy of what can still be read elsewhere, or not yet to be told.
        record LeaveAlone() implements Verdict {}

        /// A copy of what is gone, and was read so far.
        record Rest(FileCheckpoint reached) implements Verdict {}
    }

    Copies(Disk disk, KnownFiles known, Generations generations) {
        this.disk = disk;
        this.known = known;
        this.generations = generations;
    }

    /// The path that is followed and of which this is the name of a rotated file.
    Optional<Path> original(Path path) {
        String name = String.valueOf(path.getFileName());
        for (int length = name.length() - 1; length > 0; length--) {
            Path original = path.resolveSibling(name.substring(0, length));
            if (!known.of(original).isEmpty() && Siblings.isRotated(original, path)) {
                return Optional.of(original);
            }
        }
        return Optional.empty();
    }

    /// @param original the path beside which it stands
    Verdict judge(Path original, Sibling unknown) throws IOException, InterruptedException {
        if (unknown.stat().size() == 0) return new Verdict.LeaveAlone();
        Optional<OpenFile> opened = OpenFile.open(disk, unknown.path(), unknown.stat());
        if (opened.isEmpty()) return new Verdict.LeaveAlone(); // it is being moved: look again
        try (OpenFile file = opened.get()) {
            if (stands(original, unknown, file)) return new Verdict.LeaveAlone();
            return judgeByWhatWasRead(original, file);
        }
    }

    /// Whether its original still holds all that it holds.
    private boolean stands(Path original, Sibling unknown, OpenFile copy)
            throws IOException, InterruptedException {
        if (standsAt(original, unknown, copy)) return true;
        for (TailedFile file : generations.open()) {
            boolean isOurs = file.path().equals(original) && isOlder(file.identity(), unknown);
            if (isOurs && file.holdsAllOf(copy)) return true;
        }
        return false;
    }

    private boolean standsAt(Path original, Sibling unknown, OpenFile copy)
            throws IOException, InterruptedException {
        if (!(Sight.of(disk, original, false, new Troubles())
                instanceof Sight.Seen(FileStat stat))) {
            return false;
        }
        if (!isOlder(stat.identity(), unknown)) return false;
        Optional<OpenFile> opened = OpenFile.open(disk, original, stat);
        if (opened.isEmpty()) return true; // it is being moved: look again
        try (OpenFile file = opened.get()) {
            return file.holdsAllOf(copy);
        }
    }

    /// What is older than the file is not its copy, but was moved away before it came.
    private static boolean isOlder(FileIdentity original, Sibling copy) {
        return !original.equals(copy.identity())
                && !original.birth().isAfter(copy.identity().birth());
    }

    private Verdict judgeByWhatWasRead(Path original, OpenFile file)
            throws IOException, InterruptedException {
        List<FileIdentity> originals = new ArrayList<>();
        for (FileIdentity identity : known.of(original)) {
            FileCheckpoint reached = reached(identity);
            boolean isCopy = reached.matches(file) || reached.coversAllOf(file);
            // Beside a file that was just truncated, even little proves it.
            boolean proves = reached.provesCopies() || isTruncated(identity);
            if (isCopy && proves) originals.add(identity);
        }
        // A copy of a copy goes on where the copy was read to.
        Optional<FileIdentity> farthest =
                originals.stream().max(Comparator.comparingLong(id -> reached(id).offset()));
        if (farthest.isEmpty()) return new Verdict.News();
        if (known.isUnfinished(farthest.get())) return new Verdict.LeaveAlone();
        return new Verdict.Rest(reached(farthest.get()));
    }

    private FileCheckpoint reached(FileIdentity identity) {
        return generations
                .open(identity)
                .map(TailedFile::reached)
                .orElseGet(() -> known.get(identity).orElseThrow());
    }

    private boolean isTruncated(FileIdentity identity) throws IOException, InterruptedException {
        Optional<TailedFile> open = generations.open(identity);
        return open.isPresent() && open.get().reached().offset() > 0 && !open.get().isIntact();
    }
}
