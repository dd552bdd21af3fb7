package heliograph.source.filetail;

import heliograph.source.filetail.FileIdentity.Inode;
import heliograph.source.filetail.RotationSearch.Found;
import heliograph.source.filetail.RotationSearch.Outcome;
import heliograph.source.filetail.Scan.Sight;
import heliograph.source.filetail.Siblings.Sibling;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
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
    private final RotationSearch search;
    private final Set<FileIdentity> inSight = new HashSet<>();
    private Troubles troubles = new Troubles();

    Generations(FileTailSettings settings, FirstLook firstLook, KnownFiles known, Batch batch) {
        this.settings = settings;
        this.firstLook = firstLook;
        this.known = known;
        this.batch = batch;
        this.search = new RotationSearch(known, settings.exclude(), firstLook);
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
        search.looked(scan);
    }

    private void meet(Path path, Sight sight) throws IOException, InterruptedException {
        switch (sight) {
            case Sight.Hidden() -> hidden(path);
            case Sight.Missing() -> missing(path);
            case Sight.Seen(FileStat stat) -> meet(path, stat);
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
        Optional.ofNullable(newest.get(path)).ifPresent(file -> inSight.add(file.identity()));
    }

    private void meet(Path path, FileStat stat) throws IOException, InterruptedException {
        FileIdentity identity = stat.identity();
        boolean isNew = !open.containsKey(identity.inode()) && known.get(identity).isEmpty();
        if (isNew || search.isDue(path, !unread(path, Optional.of(identity)).isEmpty())) {
            search.pend(path);
            Outcome outcome = openRotated(path, Optional.of(identity));
            if (outcome == Outcome.COMPLETE) search.done(path);
            // Once a file is known, a restart does not search for what came before it.
            if (isNew && outcome == Outcome.DISTURBED) return;
        }
        TailedFile file = open.get(identity.inode());
        if (file != null) {
            file.seen(stat);
            inSight.add(file.identity());
            return;
        }
        inSight.add(identity);
        if (!known.isReadAlready(stat)) open(path, path, stat);
    }

    /// Opens what the path showed before. What cannot be read now delays nothing else.
    private Outcome openRotated(Path path, Optional<FileIdentity> shown)
            throws IOException, InterruptedException {
        if (!firstLook.isOver()) return Outcome.COMPLETE;
        Found found = search.beside(path, open::containsKey, troubles);
        for (Sibling sibling : found.siblings()) {
            if (!open(sibling.path(), path, sibling.stat())) return Outcome.DISTURBED;
        }
        if (found.outcome() != Outcome.COMPLETE) return found.outcome();
        for (FileIdentity gone : unread(path, shown)) {
            known.get(gone).ifPresent(c -> note(gone, c.finishedAt(Instant.now())));
        }
        return Outcome.COMPLETE;
    }

    private List<FileIdentity> unread(Path path, Optional<FileIdentity> shown) {
        List<FileIdentity> unread = new ArrayList<>(known.of(path));
        shown.ifPresent(unread::remove);
        unread.removeIf(id -> open.containsKey(id.inode()) || !known.isUnfinished(id));
        return unread;
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
            search.pend(path);
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
            if (newest.remove(path, file)) search.done(path);
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
