package heliograph.source.filetail;

import heliograph.source.filetail.Copies.Verdict;
import heliograph.source.filetail.RotationSearch.Found;
import heliograph.source.filetail.RotationSearch.Ours;
import heliograph.source.filetail.RotationSearch.Outcome;
import heliograph.source.filetail.Siblings.Sibling;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides what the sight of a path means: the file that is followed, another in its place, nothing
/// for now.
final class Meeting {
    private final FileTailSettings settings;
    private final Disk disk;
    private final FirstLook firstLook;
    private final KnownFiles known;
    private final Generations generations;
    private final RotationSearch search;
    private final Copies copies;
    private final Set<FileIdentity> inSight = new HashSet<>();
    private Siblings siblings; // of this look
    private Troubles troubles = new Troubles();

    Meeting(
            FileTailSettings settings,
            Disk disk,
            FirstLook firstLook,
            KnownFiles known,
            Generations generations) {
        this.settings = settings;
        this.firstLook = firstLook;
        this.known = known;
        this.generations = generations;
        this.disk = disk;
        this.copies = new Copies(settings, disk, known, generations);
        this.search = new RotationSearch(disk, known, copies, firstLook, settings.cleanAfter());
        this.siblings = new Siblings(disk, settings.exclude());
    }

    FirstLook firstLook() {
        return firstLook;
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
    void meet(Scan scan) throws InterruptedException {
        inSight.clear();
        siblings = new Siblings(disk, settings.exclude());
        for (Map.Entry<Path, Sight> entry : scan.sights().entrySet()) {
            meetOne(entry.getKey(), entry.getValue(), scan.troubles());
        }
        for (TailedFile file : generations.open()) {
            if (!inSight.contains(file.identity())) file.observed().standsNowhere();
        }
        forgetOld();
    }

    /// Opens what stands at one path.
    void meet(Path path, Sight sight, Troubles troubles) throws InterruptedException {
        siblings = new Siblings(disk, settings.exclude());
        meetOne(path, sight, troubles);
    }

    private void meetOne(Path path, Sight sight, Troubles troubles) throws InterruptedException {
        this.troubles = troubles;
        try {
            switch (sight) {
                case Sight.Hidden() -> hidden(path);
                case Sight.Missing() -> missing(path);
                case Sight.Seen(FileStat stat) -> meet(path, stat);
            }
        } catch (IOException e) {
            troubles.add(path, e);
            hidden(path);
        }
    }

    /// Its last generation, or one that nobody saw, may stand beside it until a new one comes.
    private void missing(Path path) throws IOException, InterruptedException {
        search.pend(path);
        openRotated(path, Optional.empty());
    }

    /// What cannot be looked at is not gone, and what happens meanwhile is searched for later.
    private void hidden(Path path) {
        search.pend(path);
        generations.newest(path).ifPresent(file -> inSight.add(file.identity()));
    }

    private void meet(Path path, FileStat stat) throws IOException, InterruptedException {
        FileIdentity identity = stat.identity();
        Optional<TailedFile> open = generations.open(identity);
        boolean isNew = open.isEmpty() && known.get(identity).isEmpty();
        if (isNew && isLeftOut(path, stat)) return;
        if (isNew || search.isDue(path, siblings)) {
            search.pend(path);
            Outcome outcome = openRotated(path, Optional.of(identity));
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
        Optional<Path> original = firstLook.isOver() ? copies.original(path) : Optional.empty();
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

    /// Opens what the path showed before. What cannot be read now delays nothing else.
    private Outcome openRotated(Path path, Optional<FileIdentity> shown)
            throws IOException, InterruptedException {
        if (!firstLook.isOver()) return Outcome.COMPLETE;
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

    /// What was not found any more was deleted.
    private void finishGone(Path path, Optional<FileIdentity> shown) {
        for (FileIdentity gone : unread(path, shown)) {
            known.get(gone).ifPresent(c -> generations.note(gone, c.finishedAt(Instant.now())));
        }
    }

    private List<FileIdentity> unread(Path path, Optional<FileIdentity> shown) {
        List<FileIdentity> unread = new ArrayList<>(known.of(path));
        shown.ifPresent(unread::remove);
        unread.removeIf(id -> generations.isOpen(id.inode()) || !known.isUnfinished(id));
        return unread;
    }

    private void forgetOld() {
        for (FileIdentity identity : known.old(Instant.now(), settings.cleanAfter())) {
            if (!inSight.contains(identity)) generations.forget(identity);
        }
    }
}
