package heliograph.source.filetail;

import heliograph.source.filetail.Copies.Verdict;
import heliograph.source.filetail.RotationSearch.Outcome;
import heliograph.source.filetail.Siblings.Sibling;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides what the state of a path means: the file that is followed, another in its place, nothing
/// for now.
final class Discovery {
    private final FileTailSettings settings;
    private final Disk disk;
    private final StartPosition startPosition;
    private final KnownFiles known;
    private final Generations generations;
    private final RotationSearch search;
    private final RotatedFiles rotated;
    private final Copies copies;
    private final Set<FileIdentity> inSight = new HashSet<>();
    private Siblings siblings; // of this look
    private Troubles troubles = new Troubles();

    Discovery(
            FileTailSettings settings,
            Disk disk,
            StartPosition startPosition,
            KnownFiles known,
            Generations generations) {
        this.settings = settings;
        this.startPosition = startPosition;
        this.known = known;
        this.generations = generations;
        this.disk = disk;
        this.copies = new Copies(settings, disk, known, generations);
        this.search = new RotationSearch(disk, known, copies, startPosition, settings.cleanAfter());
        this.rotated = new RotatedFiles(startPosition, known, generations, search);
        this.siblings = new Siblings(disk, settings.exclude());
    }

    StartPosition startPosition() {
        return startPosition;
    }

    /// Paths that a look must include even if no directory lists them.
    Collection<Path> followed() {
        Set<Path> paths = new HashSet<>();
        generations.open().forEach(file -> paths.add(file.path()));
        known.unfinishedPaths().stream().filter(settings::includes).forEach(paths::add);
        return paths;
    }

    boolean follows(Path path) {
        return generations.newest(path).isPresent() || !known.of(path).isEmpty();
    }

    /// There may be more beside a path than what was found.
    void searchBeside(Path path) {
        search.pend(path);
    }

    /// Opens what a look at all paths found, and notes what it did not find any more.
    void discover(Scan scan) throws InterruptedException {
        inSight.clear();
        siblings = new Siblings(disk, settings.exclude());
        for (Map.Entry<Path, PathState> entry : scan.states().entrySet()) {
            discoverOne(entry.getKey(), entry.getValue(), scan.troubles());
        }
        for (TailedFile file : generations.open()) {
            if (!inSight.contains(file.identity())) file.observed().standsNowhere();
        }
        forgetOld();
    }

    /// Opens what stands at one path.
    void discover(Path path, PathState state, Troubles troubles) throws InterruptedException {
        siblings = new Siblings(disk, settings.exclude());
        discoverOne(path, state, troubles);
    }

    private void discoverOne(Path path, PathState state, Troubles troubles)
            throws InterruptedException {
        this.troubles = troubles;
        try {
            switch (state) {
                case PathState.Hidden() -> hidden(path);
                case PathState.Missing() -> missing(path);
                case PathState.Seen(FileStat stat) -> discover(path, stat);
            }
        } catch (IOException e) {
            troubles.add(path, e);
            hidden(path);
        }
    }

    /// Its last generation, or one that nobody saw, may stand beside it until a new one comes.
    private void missing(Path path) throws IOException, InterruptedException {
        rotated.open(path, Optional.empty(), siblings, troubles);
    }

    /// What cannot be looked at is not gone, and what happens meanwhile is searched for later.
    private void hidden(Path path) {
        search.pend(path);
        generations.newest(path).ifPresent(file -> inSight.add(file.identity()));
    }

    private void discover(Path path, FileStat stat) throws IOException, InterruptedException {
        FileIdentity identity = stat.identity();
        Optional<TailedFile> open = generations.open(identity);
        boolean isNew = open.isEmpty() && known.get(identity).isEmpty();
        if (isNew && isLeftOut(path, stat)) return;
        if (isNew || search.isDue(path, siblings)) {
            Outcome outcome = rotated.open(path, Optional.of(identity), siblings, troubles);
            // Once a file is known, a restart does not search for what came before it.
            if (isNew && outcome == Outcome.DISTURBED) return;
            open = generations.open(identity);
        }
        inSight.add(open.map(TailedFile::identity).orElse(identity));
        if (open.filter(file -> stat.size() < file.observed().size()).isPresent())
            search.pend(path);
        if (open.isPresent()) open.get().seen(path, stat);
        else if (!generations.isRead(stat) && !generations.open(path, path, stat))
            search.pend(path);
    }

    private boolean isLeftOut(Path path, FileStat stat) throws IOException, InterruptedException {
        if (settings.isTooOld(stat)) {
            generations.skip(path, stat);
            return true;
        }
        Optional<Path> original = startPosition.isOver() ? copies.original(path) : Optional.empty();
        if (original.isEmpty()) return false;
        return switch (copies.judge(original.get(), new Sibling(path, stat))) {
            case Verdict.News() -> false;
            case Verdict.LeaveAlone() -> true;
            case Verdict.Read() -> {
                generations.readElsewhere(original.get(), stat);
                yield true;
            }
            case Verdict.Rest(FileCheckpoint reached) -> {
                generations.openFrom(new Sibling(path, stat), reached);
                yield true;
            }
        };
    }

    private void forgetOld() {
        for (FileIdentity identity : known.old(Instant.now(), settings.cleanAfter())) {
            if (!inSight.contains(identity)) generations.forget(identity);
        }
    }
}
