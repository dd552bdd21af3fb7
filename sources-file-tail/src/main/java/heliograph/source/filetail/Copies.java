package heliograph.source.filetail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Whether a new file is a copy that rotation made of one that still stands where it stood, and
/// that is truncated next (`copytruncate`). It is no news, except for what [Truncations] finds.
final class Copies {
    private static final int COMPARED = 1 << 10; // bytes

    private final Disk disk;
    private final KnownFiles known;
    private final Generations generations;

    enum Verdict {
        COPY,
        /// It begins like one, or is empty as yet.
        PERHAPS,
        OTHER
    }

    Copies(Disk disk, KnownFiles known, Generations generations) {
        this.disk = disk;
        this.known = known;
        this.generations = generations;
    }

    Verdict judge(Path path, FileStat stat) throws IOException, InterruptedException {
        Optional<Path> original = original(path);
        return original.isEmpty() ? Verdict.OTHER : judge(path, stat, original.get());
    }

    /// The path that is followed and of which this is the name of a rotated file.
    private Optional<Path> original(Path path) {
        String name = String.valueOf(path.getFileName());
        for (int length = name.length() - 1; length > 0; length--) {
            Path original = path.resolveSibling(name.substring(0, length));
            if (!known.of(original).isEmpty() && Siblings.isRotated(original, path)) {
                return Optional.of(original);
            }
        }
        return Optional.empty();
    }

    private Verdict judge(Path path, FileStat stat, Path original)
            throws IOException, InterruptedException {
        Optional<FileCheckpoint> standing = standing(original);
        if (standing.isPresent()) {
            Verdict verdict = judge(path, stat, standing.get());
            if (verdict != Verdict.OTHER) return verdict;
        }
        return isOfOneTruncated(path, stat, original) ? Verdict.COPY : Verdict.OTHER;
    }

    /// Whether it holds what was read of a file that does not hold it any more, wherever that was
    /// moved.
    private boolean isOfOneTruncated(Path path, FileStat stat, Path original)
            throws IOException, InterruptedException {
        for (FileIdentity identity : known.of(original)) {
            Optional<TailedFile> moved = generations.open(identity);
            if (moved.isEmpty() || moved.get().isIntact()) continue;
            if (moved.get().reached().offset() < Marker.LONGEST) continue; // it proves nothing
            Optional<OpenFile> copy = OpenFile.open(disk, path, stat);
            if (copy.isEmpty()) continue;
            try (OpenFile file = copy.get()) {
                if (moved.get().reached().matches(file)) return true;
            }
        }
        return false;
    }

    /// How far the file was read that stands at a path and was followed there.
    private Optional<FileCheckpoint> standing(Path path) {
        if (!(Sight.of(disk, path, false, new Troubles()) instanceof Sight.Seen(FileStat stat))) {
            return Optional.empty();
        }
        return generations
                .open(stat.identity())
                .map(TailedFile::reached)
                .or(() -> known.get(stat.identity()))
                .filter(reached -> reached.path().equals(path));
    }

    private Verdict judge(Path path, FileStat stat, FileCheckpoint original)
            throws IOException, InterruptedException {
        if (stat.size() == 0) return Verdict.PERHAPS;
        Optional<OpenFile> copy = OpenFile.open(disk, path, stat);
        if (copy.isEmpty()) return Verdict.PERHAPS; // it is being moved: look again
        try (OpenFile file = copy.get()) {
            boolean isLong = original.offset() >= Marker.LONGEST; // less proves nothing
            if (isLong && stat.size() >= original.offset()) {
                return original.matches(file) ? Verdict.COPY : Verdict.OTHER;
            }
            return mayBecomeOne(file, original) ? Verdict.PERHAPS : Verdict.OTHER;
        }
    }

    /// Whether it is like the original as far as it goes, or like what the original was when it was
    /// read; then the truncation will show it.
    private boolean mayBecomeOne(OpenFile copy, FileCheckpoint original)
            throws IOException, InterruptedException {
        Optional<OpenFile> opened =
                OpenFile.open(disk, original.path(), disk.stat(original.path()));
        if (opened.isEmpty()) return true; // it is being moved: look again
        try (OpenFile file = opened.get()) {
            if (beginsLike(copy, file)) return true;
            return original.offset() > 0 && original.matches(copy) && !original.matches(file);
        }
    }

    private static boolean beginsLike(OpenFile copy, OpenFile original)
            throws IOException, InterruptedException {
        byte[] a = new byte[COMPARED];
        byte[] b = new byte[COMPARED];
        int length = copy.read(a, a.length, 0);
        return original.read(b, length, 0) == length && Arrays.equals(a, 0, length, b, 0, length);
    }
}
