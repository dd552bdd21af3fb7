package heliograph.source.filetail;

import heliograph.source.filetail.FileIdentity.Inode;
import heliograph.source.filetail.Scan.Sight;
import heliograph.source.filetail.Siblings.Sibling;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The generations that are open, in the order in which they are read: what a path showed earlier
/// comes before what it shows now. Decides what the sight of a file means.
final class Generations implements Closeable {
    private final FileTailSettings settings;
    private final FirstLook firstLook;
    private final KnownFiles known;
    private final Batch batch;
    private final Map<Inode, TailedFile> open = new LinkedHashMap<>();
    private final Map<Path, TailedFile> newest = new HashMap<>();
    private final Map<Path, Instant> searchAgain = new HashMap<>();
    private final Set<FileIdentity> inSight = new HashSet<>();
    private Optional<Instant> lastLook = Optional.empty();
    private Troubles troubles = new Troubles();

    Generations(FileTailSettings settings, FirstLook firstLook, KnownFiles known, Batch batch) {
        this.settings = settings;
        this.firstLook = firstLook;
        this.known = known;
        this.batch = batch;
    }

    List<TailedFile> open() {
        return List.copyOf(open.values());
    }

    /// Paths that the next scan must look at even if no directory lists them.
    Collection<Path> followed() {
        Set<Path> paths = new HashSet<>(newest.keySet());
        known.unfinishedPaths().stream().filter(settings::includes).forEach(paths::add);
        return paths;
    }

    boolean follows(Path path) {
        return newest.containsKey(path);
    }

    /// Opens what the scan found, and notes what it did not find any more.
    void meet(Scan scan) throws InterruptedException {
        inSight.clear();
        troubles = scan.troubles();
        for (Map.Entry<Path, Sight> entry : scan.sights().entrySet()) {
            try {
                meet(entry.getKey(), entry.getValue());
            } catch (IOException e) {
                troubles.add(entry.getKey(), e);
                hidden(entry.getKey());
            }
        }
        for (TailedFile file : open.values()) {
            if (!inSight.contains(file.identity())) file.lostFromSight();
        }
        forgetOld();
        lastLook = Optional.of(scan.began());
    }

    private void meet(Path path, Sight sight) throws IOException, InterruptedException {
        switch (sight) {
            case Sight.Hidden() -> hidden(path);
            case Sight.Missing() -> missing(path);
            case Sight.Seen(FileStat stat) -> meet(path, stat);
        }
    }

    /// Its last generation, or one that nobody saw, may stand beside it until a new one comes.
    private void missing(Path path) throws InterruptedException {
        Instant since = lookedAt(path);
        openRotated(path, Optional.empty());
        searchAgain.putIfAbsent(path, since);
    }

    /// What cannot be looked at is not gone, and what happens meanwhile is searched for later.
    private void hidden(Path path) {
        searchAgain.putIfAbsent(path, lookedAt(path));
        Optional.ofNullable(newest.get(path)).ifPresent(file -> inSight.add(file.identity()));
    }

    private void meet(Path path, FileStat stat) throws IOException, InterruptedException {
        FileIdentity identity = stat.identity();
        boolean isNew = !open.containsKey(identity.inode()) && known.get(identity).isEmpty();
        if (isNew || mustSearch(path)) {
            Search search = openRotated(path, Optional.of(identity));
            // Once a file is known, a restart does not look for what came before it.
            if (isNew && search == Search.DISTURBED) return;
        }
        TailedFile file = open.get(identity.inode());
        if (file != null) {
            file.seen(stat);
            inSight.add(file.identity());
            return;
        }
        inSight.add(identity);
        if (!isReadAlready(stat)) open(path, path, stat);
    }

    private boolean isReadAlready(FileStat stat) {
        return known.get(stat.identity())
                .filter(c -> c.finished().isPresent() && c.offset() == stat.size())
                .isPresent();
    }

    private boolean mustSearch(Path path) {
        return lastLook.isEmpty() || searchAgain.containsKey(path);
    }

    /// When the path was last looked at; what was born later beside it may be news. Between two
    /// runs nobody looked: then it is what was born after the youngest that is known. Of a path
    /// that was never seen all is news, since the source exists.
    private Instant lookedAt(Path path) {
        if (known.of(path).isEmpty()) return firstLook.started();
        return Optional.ofNullable(searchAgain.get(path))
                .or(() -> lastLook.map(firstLook::beforeTick))
                .orElseGet(() -> known.youngest(path, firstLook.started()));
    }

    /// Opens what the path showed before and nobody has read to its end: known files that were
    /// moved while nobody watched, and files that came and were moved between two looks. What
    /// cannot be read now delays nothing else, and is looked for again.
    private Search openRotated(Path path, Optional<FileIdentity> shown)
            throws InterruptedException {
        boolean mayHaveMissed =
                searchAgain.containsKey(path)
                        || shown.map(id -> known.get(id).isEmpty()).orElse(true);
        if (!firstLook.isOver() || (unread(path, shown).isEmpty() && !mayHaveMissed)) {
            return Search.COMPLETE;
        }

        Instant since = lookedAt(path);
        Search search = openSiblings(path, since);
        if (search != Search.COMPLETE) {
            searchAgain.put(path, since);
            return search;
        }
        searchAgain.remove(path);
        for (FileIdentity gone : unread(path, shown)) {
            known.get(gone).ifPresent(c -> note(gone, c.finishedAt(Instant.now())));
        }
        return Search.COMPLETE;
    }

    private List<FileIdentity> unread(Path path, Optional<FileIdentity> shown) {
        List<FileIdentity> unread = new ArrayList<>(known.of(path));
        shown.ifPresent(unread::remove);
        unread.removeIf(id -> open.containsKey(id.inode()) || !known.isUnfinished(id));
        return unread;
    }

    private Search openSiblings(Path path, Instant since) throws InterruptedException {
        var rotated = new Rotated(path, known, since);
        List<Sibling> ours = new ArrayList<>();
        boolean complete = true;
        try {
            FileTime before = Siblings.lastMoved(path);
            for (Sibling sibling : Siblings.of(path, settings.exclude())) {
                if (open.containsKey(sibling.stat().identity().inode())) continue;
                if (isReadAlready(sibling.stat())) continue;
                try {
                    if (rotated.isOurs(sibling)) ours.add(sibling);
                } catch (IOException e) {
                    troubles.add(sibling.path(), e);
                    complete = false;
                }
            }
            if (!Siblings.lastMoved(path).equals(before)) return Search.DISTURBED;
            for (Sibling sibling : ours) {
                if (!open(sibling.path(), path, sibling.stat())) return Search.DISTURBED;
            }
        } catch (IOException e) {
            troubles.add(path, e);
            return Search.TROUBLED;
        }
        return complete ? Search.COMPLETE : Search.TROUBLED;
    }

    /// How a search beside a path went.
    private enum Search {
        COMPLETE,
        /// Files were moved meanwhile, so that some may have been overlooked.
        DISTURBED,
        /// Something could not be read.
        TROUBLED
    }

    /// @param at where it stands now
    /// @param path the path whose generation it is
    /// @return whether it still stood there
    private boolean open(Path at, Path path, FileStat stat)
            throws IOException, InterruptedException {
        Optional<OpenFile> opened;
        try {
            opened = OpenFile.open(at, stat);
        } catch (IOException e) {
            if (firstLook.beginsAtEnd()) {
                note(stat.identity(), FileCheckpoint.at(path, stat.size(), Head.NONE, Marker.NONE));
            }
            throw e;
        }
        if (opened.isEmpty()) { // another file by now; the next look will show both
            searchAgain.putIfAbsent(path, lookedAt(path));
            return false;
        }
        OpenFile file = opened.get();
        try {
            FileCheckpoint reached = resume(path, stat.identity(), file);
            note(stat.identity(), reached);
            var predecessor = Optional.ofNullable(newest.get(path));
            var tailed =
                    new TailedFile(
                            stat.identity(), file, reached, settings.maxLineBytes(), predecessor);
            open.put(stat.identity().inode(), tailed);
            newest.put(path, tailed);
            return true;
        } catch (IOException | InterruptedException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private FileCheckpoint resume(Path path, FileIdentity identity, OpenFile file)
            throws IOException, InterruptedException {
        Optional<FileIdentity> before = known.find(identity, file);
        if (before.isEmpty()) return firstLook.begin(path, file);
        FileCheckpoint reached = known.get(before.get()).orElseThrow().unfinished();
        if (!before.get().equals(identity)) forget(before.get());
        return reached;
    }

    /// Remembers how far a generation was read.
    void note(FileIdentity identity, FileCheckpoint reached) {
        known.put(identity, reached);
        batch.reached(identity, reached);
    }

    /// Closes the files that left their paths, are read, and have been silent for long.
    void finishQuiet(Duration quiet, byte[] buffer) throws InterruptedException {
        for (TailedFile file : open()) {
            if (!file.isDone(quiet)) continue;
            Path path = file.reached().path();
            try {
                file.finish(buffer, batch.linesOf(path));
            } catch (IOException _) {
                continue; // its next turn says so
            }
            note(file.identity(), file.reached());
            open.remove(file.identity().inode());
            newest.remove(path, file);
            file.close();
        }
    }

    private void forgetOld() {
        for (FileIdentity identity : known.old(Instant.now())) {
            if (!inSight.contains(identity)) forget(identity);
        }
    }

    private void forget(FileIdentity identity) {
        known.forget(identity);
        batch.forget(identity);
    }

    @Override
    public void close() {
        open.values().forEach(TailedFile::close);
    }
}
