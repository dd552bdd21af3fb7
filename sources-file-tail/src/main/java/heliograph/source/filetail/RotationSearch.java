package heliograph.source.filetail;

import heliograph.source.filetail.Siblings.Sibling;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Looks beside a path for what it showed and nobody has read to its end: known files that were
/// moved while nobody watched, and files that came and were moved between two looks.
///
/// ```
///   a look     app.log = A
///              A → app.log.1, B comes, A → app.log.2, B → app.log.1, C comes
///   a look     app.log = C, so what was born since the last look is searched for, and B found
/// ```
final class RotationSearch {
    private final Disk disk;
    private final KnownFiles known;
    private final NameGlobs exclude;
    private final FirstLook firstLook;
    private final Map<Path, Instant> pending = new HashMap<>();
    private Optional<Instant> lastLook = Optional.empty();

    enum Outcome {
        COMPLETE,
        /// Files were moved meanwhile, so that some may have been overlooked.
        DISTURBED,
        /// Something could not be read.
        TROUBLED
    }

    /// @param siblings what is ours, the oldest first
    record Found(Outcome outcome, List<Sibling> siblings) {}

    RotationSearch(Disk disk, KnownFiles known, NameGlobs exclude, FirstLook firstLook) {
        this.disk = disk;
        this.known = known;
        this.exclude = exclude;
        this.firstLook = firstLook;
    }

    /// All paths were looked at.
    void looked(Scan scan) {
        lastLook = Optional.of(scan.began());
    }

    /// Whether to search although the path shows nothing new.
    ///
    /// @param unread whether the path has shown files that were not read to their end
    boolean isDue(Path path, BooleanSupplier unread) {
        return pending.containsKey(path) || (lastLook.isEmpty() && unread.getAsBoolean());
    }

    /// What happens from the last look on is still to be searched for.
    void pend(Path path) {
        pending.putIfAbsent(path, lookedAt(path));
    }

    /// What happens from then on, or from the last look if that was before.
    void pend(Path path, Instant since) {
        pend(path);
        pending.merge(path, firstLook.beforeTick(since), (a, b) -> a.isBefore(b) ? a : b);
    }

    void done(Path path) {
        pending.remove(path);
    }

    Found beside(Path path, Generations generations, Troubles troubles)
            throws InterruptedException {
        Instant since = lookedAt(path);
        var outcome = Outcome.COMPLETE;
        List<Sibling> ours = new ArrayList<>();
        try {
            Instant before = Siblings.lastMoved(disk, path);
            for (Sibling sibling : Siblings.of(disk, path, exclude)) {
                if (generations.isOpen(sibling.stat().identity().inode())) continue;
                try {
                    if (isOurs(path, sibling, since)) ours.add(sibling);
                } catch (IOException e) {
                    troubles.add(sibling.path(), e);
                    outcome = Outcome.TROUBLED;
                }
            }
            if (Siblings.lastMoved(disk, path).equals(before)) return new Found(outcome, ours);
            // Were the younger ones known, a restart would not search for the older.
            return new Found(Outcome.DISTURBED, List.of());
        } catch (IOException e) {
            troubles.add(path, e);
            return new Found(Outcome.TROUBLED, ours);
        }
    }

    /// When the path was last looked at; what was born later beside it may be news. Between two
    /// runs nobody looked: then it is what was born after the youngest that is known. Of a path
    /// that was never seen all is news, since the source exists.
    private Instant lookedAt(Path path) {
        if (known.of(path).isEmpty()) return firstLook.started();
        return Optional.ofNullable(pending.get(path))
                .or(() -> lastLook.map(firstLook::beforeTick))
                .orElseGet(() -> known.youngest(path, firstLook.started()));
    }

    private boolean isOurs(Path path, Sibling sibling, Instant since)
            throws IOException, InterruptedException {
        if (known.isReadAlready(sibling.stat())) return false;
        Optional<OpenFile> opened = OpenFile.open(disk, sibling.path(), sibling.stat());
        if (opened.isEmpty()) return false;
        try (OpenFile file = opened.get()) {
            Optional<FileIdentity> identity = known.find(sibling.stat().identity(), file);
            if (identity.isPresent()) return known.of(path).contains(identity.get());
            return Siblings.isRotated(path, sibling.path())
                    && !sibling.stat().identity().birth().isBefore(since)
                    && !isCopy(path, file);
        }
    }

    /// Whether it holds again what was read already: somebody copied the file. Too little of it
    /// proves nothing.
    private boolean isCopy(Path path, OpenFile file) throws IOException, InterruptedException {
        for (FileIdentity identity : known.of(path)) {
            FileCheckpoint reached = known.get(identity).orElseThrow();
            if (reached.offset() >= Marker.LONGEST && reached.matches(file)) return true;
        }
        return false;
    }
}
