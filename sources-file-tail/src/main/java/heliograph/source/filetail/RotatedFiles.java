package heliograph.source.filetail;

import heliograph.source.filetail.RotationSearch.Found;
import heliograph.source.filetail.RotationSearch.Ours;
import heliograph.source.filetail.RotationSearch.Outcome;
import heliograph.source.filetail.Siblings.Sibling;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Opens what a path has shown and shows no more, where rotation moved it; what was not found was
/// deleted.
final class RotatedFiles {
    private final StartPosition startPosition;
    private final KnownFiles known;
    private final Generations generations;
    private final RotationSearch search;

    RotatedFiles(
            StartPosition startPosition,
            KnownFiles known,
            Generations generations,
            RotationSearch search) {
        this.startPosition = startPosition;
        this.known = known;
        this.generations = generations;
        this.search = search;
    }

    /// What cannot be read now delays nothing else.
    ///
    /// @param shown what the path shows now
    Outcome open(Path path, Optional<FileIdentity> shown, Siblings siblings, Troubles troubles)
            throws IOException, InterruptedException {
        search.pend(path);
        if (!startPosition.isOver()) return Outcome.COMPLETE;
        Found found = search.beside(path, siblings, generations, troubles);
        for (Ours ours : found.siblings()) {
            if (!open(path, ours)) return Outcome.DISTURBED;
        }
        return switch (found.outcome()) {
            case DISTURBED, TROUBLED -> found.outcome();
            case UNDECIDED -> {
                finishGone(path, shown);
                yield Outcome.UNDECIDED;
            }
            case COMPLETE -> {
                finishGone(path, shown);
                search.done(path, siblings);
                yield Outcome.COMPLETE;
            }
        };
    }

    private boolean open(Path path, Ours ours) throws IOException, InterruptedException {
        Sibling sibling = ours.sibling();
        if (ours.read().isPresent()) {
            return generations.openFrom(sibling, ours.read().get()).isPresent();
        }
        return generations.open(sibling.path(), path, sibling.stat());
    }

    private void finishGone(Path path, Optional<FileIdentity> shown) {
        List<FileIdentity> gone = new ArrayList<>(known.of(path));
        shown.ifPresent(gone::remove);
        gone.removeIf(id -> generations.isOpen(id.inode()) || !known.isUnfinished(id));
        for (FileIdentity identity : gone) {
            FileCheckpoint reached = known.get(identity).orElseThrow();
            generations.note(identity, reached.finishedAt(Instant.now()));
        }
    }
}
