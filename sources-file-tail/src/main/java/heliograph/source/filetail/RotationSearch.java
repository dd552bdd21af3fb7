package heliograph.source.filetail;

import heliograph.source.filetail.Copies.Verdict;
import heliograph.source.filetail.Siblings.Sibling;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks beside a path for what it showed and nobody has read to its end: known files that were
/// moved while nobody watched, files that came and were moved between two looks, and copies of what
/// was truncated meanwhile.
///
/// ```
///   a look     app.log = A
///              A → app.log.1, B comes, A → app.log.2, B → app.log.1, C comes
///   a look     app.log = C, so what nobody knows is searched for, and B found
/// ```
/// It looks whenever a name has come into the path's directory or gone from it: of a file that was
/// truncated twice between two looks nothing else may tell.
final class RotationSearch {
    private final Disk disk;
    private final KnownFiles known;
    private final Copies copies;
    private final StartPosition startPosition;
    private final Duration forgottenAfter;
    private final Set<Path> pending = new HashSet<>();
    private final Map<Path, Instant> searched = new HashMap<>(); // when names moved last before it

    enum Outcome {
        COMPLETE,
        /// Of a copy it cannot be told yet what will become of it.
        UNDECIDED,
        /// Files were moved meanwhile, so that some may have been overlooked.
        DISTURBED,
        /// Something could not be read.
        TROUBLED
    }

    /// @param siblings what is ours, the oldest first
    record Found(Outcome outcome, List<Ours> siblings) {}

    /// @param read how far it was read already elsewhere, if it is a copy
    record Ours(Sibling sibling, Optional<FileCheckpoint> read) {}

    /// @param forgottenAfter how long after its last change a file may not be known any more
    RotationSearch(
            Disk disk,
            KnownFiles known,
            Copies copies,
            StartPosition startPosition,
            Duration forgottenAfter) {
        this.disk = disk;
        this.known = known;
        this.copies = copies;
        this.startPosition = startPosition;
        this.forgottenAfter = forgottenAfter;
    }

    /// Whether to search although the path shows nothing new.
    boolean isDue(Path path, Siblings siblings) throws IOException {
        if (pending.contains(path)) return true;
        return !siblings.lastMoved(path).equals(searched.get(path));
    }

    /// There may be more to find.
    void pend(Path path) {
        pending.add(path);
    }

    /// Everything was found that is there.
    void done(Path path, Siblings siblings) throws IOException {
        pending.remove(path);
        Instant moved = siblings.lastMoved(path);
        // Names that move within one tick of the clock cannot be told apart.
        if (moved.isBefore(startPosition.beforeTick(Instant.now()))) searched.put(path, moved);
    }

    Found beside(Path path, Siblings siblings, Generations generations, Troubles troubles)
            throws InterruptedException {
        var outcome = Outcome.COMPLETE;
        List<Ours> ours = new ArrayList<>();
        try {
            for (Sibling sibling : siblings.of(path)) {
                if (generations.isOpen(sibling.identity().inode())) continue;
                if (generations.isRead(sibling.stat())) continue;
                try {
                    boolean isDecided = decide(path, sibling, generations, ours);
                    if (!isDecided && outcome == Outcome.COMPLETE) outcome = Outcome.UNDECIDED;
                } catch (IOException e) {
                    troubles.add(sibling.path(), e);
                    outcome = Outcome.TROUBLED;
                }
            }
            if (!siblings.areDisturbed(path)) return new Found(outcome, ours);
            // Were the younger ones known, a restart would not search for the older.
            return new Found(Outcome.DISTURBED, List.of());
        } catch (IOException e) {
            troubles.add(path, e);
            return new Found(Outcome.TROUBLED, ours);
        }
    }

    /// Adds it to ours if it is, and returns whether that is known.
    private boolean decide(Path path, Sibling sibling, Generations generations, List<Ours> ours)
            throws IOException, InterruptedException {
        Optional<FileIdentity> identity = identify(sibling);
        if (identity.isPresent()) {
            boolean isOurs = known.of(path).contains(identity.get());
            if (isOurs) ours.add(new Ours(sibling, Optional.empty()));
            return true;
        }
        if (!mayBeNews(path, sibling)) return true;
        switch (copies.judge(path, sibling)) {
            case Verdict.News() -> ours.add(new Ours(sibling, Optional.empty()));
            case Verdict.Rest(FileCheckpoint reached) ->
                    ours.add(new Ours(sibling, Optional.of(reached)));
            case Verdict.Read() -> generations.readElsewhere(path, sibling.stat());
            case Verdict.LeaveAlone() -> {
                pend(path);
                return false;
            }
        }
        return true;
    }

    /// Whatever came since the source exists is known, unless nobody has seen it yet or it was
    /// forgotten.
    private boolean mayBeNews(Path path, Sibling sibling) {
        FileStat stat = sibling.stat();
        return Siblings.isRotated(path, sibling.path())
                && !stat.identity().birth().isBefore(startPosition.started())
                && stat.modified().isAfter(Instant.now().minus(forgottenAfter));
    }

    private Optional<FileIdentity> identify(Sibling sibling)
            throws IOException, InterruptedException {
        if (known.get(sibling.identity()).isPresent()) return Optional.of(sibling.identity());
        Optional<OpenFile> opened = OpenFile.open(disk, sibling.path(), sibling.stat());
        if (opened.isEmpty()) return Optional.empty();
        try (OpenFile file = opened.get()) {
            return known.find(sibling.identity(), file);
        }
    }
}
