package heliograph.source.filetail;

import heliograph.source.filetail.Siblings.Sibling;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
    private static final Duration COMPLETE_AFTER = Duration.ofSeconds(1);

    private final FileTailSettings settings;
    private final Disk disk;
    private final KnownFiles known;
    private final Generations generations;

    /// What a file is that nobody knows.
    sealed interface Verdict {
        record News() implements Verdict {}

        /// A copy of what can still be read elsewhere, or not yet to be told.
        record LeaveAlone() implements Verdict {}

        /// A copy of what was read already.
        record Read() implements Verdict {}

        /// A copy of what is gone, and was read so far.
        record Rest(FileCheckpoint reached) implements Verdict {}
    }

    Copies(FileTailSettings settings, Disk disk, KnownFiles known, Generations generations) {
        this.settings = settings;
        this.disk = disk;
        this.known = known;
        this.generations = generations;
    }

    /// The path that is followed and of which this is the name of a rotated file: of `app.log`,
    /// and not of `app.log.2026-11`, is `app.log.2026-11-25`, unless that is there.
    Optional<Path> original(Path path) {
        List<Path> shorter = Siblings.originals(path);
        return shorter.reversed().stream()
                .filter(original -> !known.of(original).isEmpty())
                .findFirst()
                .or(() -> shorter.stream().filter(settings::includes).findFirst());
    }

    /// @param original the path beside which it stands
    Verdict judge(Path original, Sibling unknown) throws IOException, InterruptedException {
        if (unknown.stat().size() == 0) {
            return mayBeBegun(original, unknown) ? new Verdict.LeaveAlone() : new Verdict.News();
        }
        Optional<OpenFile> opened = OpenFile.open(disk, unknown.path(), unknown.stat());
        if (opened.isEmpty()) return new Verdict.LeaveAlone(); // it is being moved: look again
        try (OpenFile file = opened.get()) {
            if (standsAt(original, unknown, file)) {
                return isRead(original, unknown) ? new Verdict.Read() : new Verdict.LeaveAlone();
            }
            if (isHeldOpen(original, unknown, file)) return new Verdict.LeaveAlone();
            return judgeByWhatWasRead(original, file);
        }
    }

    /// Whether it may have been made a moment ago, to copy what stands.
    private boolean mayBeBegun(Path original, Sibling empty) {
        return stat(original).filter(stat -> isOlder(stat.identity(), empty)).isPresent();
    }

    /// Whether the path shows a file that holds all that the copy holds.
    private boolean standsAt(Path original, Sibling copy, OpenFile file)
            throws IOException, InterruptedException {
        Optional<FileStat> stat = stat(original);
        if (stat.isEmpty() || !isOlder(stat.get().identity(), copy)) return false;
        Optional<OpenFile> opened = OpenFile.open(disk, original, stat.get());
        if (opened.isEmpty()) return true; // it is being moved: look again
        try (OpenFile standing = opened.get()) {
            return standing.holdsAllOf(file);
        }
    }

    /// Whether what stands there was read beyond all that the copy holds, and the copy is complete.
    private boolean isRead(Path original, Sibling copy) {
        boolean isComplete = copy.stat().changed().plus(COMPLETE_AFTER).isBefore(Instant.now());
        if (!isComplete) return false;
        return stat(original)
                .flatMap(stat -> known.get(stat.identity()))
                .filter(reached -> reached.provesCopies())
                .filter(reached -> reached.offset() >= copy.stat().size())
                .isPresent();
    }

    /// Whether one that stood at the path still holds all that the copy holds.
    private boolean isHeldOpen(Path original, Sibling copy, OpenFile file)
            throws IOException, InterruptedException {
        for (TailedFile open : generations.open()) {
            boolean isOurs = open.path().equals(original) && isOlder(open.identity(), copy);
            if (isOurs && open.holdsAllOf(file)) return true;
        }
        return false;
    }

    /// A file is no copy of one that is younger: it was moved away before that came.
    private static boolean isOlder(FileIdentity original, Sibling copy) {
        return !original.equals(copy.identity())
                && !original.birth().isAfter(copy.identity().birth());
    }

    private Optional<FileStat> stat(Path path) {
        return PathState.of(disk, path, false, new Troubles())
                        instanceof PathState.Seen(FileStat stat)
                ? Optional.of(stat)
                : Optional.empty();
    }

    private Verdict judgeByWhatWasRead(Path original, OpenFile file)
            throws IOException, InterruptedException {
        List<FileIdentity> originals = new ArrayList<>();
        for (FileIdentity identity : known.of(original)) {
            FileCheckpoint reached = reached(identity);
            boolean isTruncated = mayBeTruncated(identity);
            boolean isCopy = reached.goesOnIn(file) || (isTruncated && reached.mayCover(file));
            // Beside a file that was just truncated, even little proves it.
            boolean isProved = isCopy && (isTruncated || reached.provesCopies());
            if (isProved && !isMovedAside(original, identity)) originals.add(identity);
        }
        // A copy of a copy goes on where the copy was read to.
        Optional<FileIdentity> farthest =
                originals.stream().max(Comparator.comparingLong(id -> reached(id).offset()));
        if (farthest.isEmpty()) return new Verdict.News();
        if (known.isUnfinished(farthest.get())) return new Verdict.LeaveAlone();
        return new Verdict.Rest(reached(farthest.get()));
    }

    private FileCheckpoint reached(FileIdentity identity) {
        return open(identity)
                .map(TailedFile::reached)
                .orElseGet(() -> known.get(identity).orElseThrow());
    }

    /// Whether a turn will show that it does not hold any more what was read of it.
    private boolean mayBeTruncated(FileIdentity identity) throws IOException, InterruptedException {
        if (reached(identity).offset() == 0 || !known.isUnfinished(identity)) return false;
        Optional<TailedFile> open = open(identity);
        return open.isEmpty() || !open.get().isIntact();
    }

    /// Whether a file stands beside its path and holds what was read of it: then nobody has made a
    /// copy of it, and what only begins like it, with the same banner say, is a file of its own.
    private boolean isMovedAside(Path original, FileIdentity identity)
            throws IOException, InterruptedException {
        FileCheckpoint reached = reached(identity);
        if (reached.offset() == 0) return false; // anything holds that
        for (Sibling sibling : new Siblings(disk, settings.exclude()).of(original)) {
            if (!sibling.identity().equals(identity)) continue;
            Optional<OpenFile> opened = OpenFile.open(disk, sibling.path(), sibling.stat());
            if (opened.isEmpty()) return false; // it is being moved: look again
            try (OpenFile file = opened.get()) {
                return reached.matches(file);
            }
        }
        return false;
    }

    /// Not one to which its inode was given when it was deleted.
    private Optional<TailedFile> open(FileIdentity identity) {
        return generations.open(identity).filter(file -> file.identity().equals(identity));
    }
}
