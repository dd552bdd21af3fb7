package heliograph.source.filetail;

import heliograph.source.filetail.FileIdentity.Inode;
import heliograph.source.filetail.Siblings.Sibling;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The generations that are open, in the order in which they are read: what a path showed earlier
/// comes before what it shows now. Opens, closes and finishes them.
///
/// One that is silent rests: its file is closed, and opened again when a look shows that it has
/// changed.
final class Generations implements Closeable {
    // A change within one tick of the kernel's clock cannot be told from the one before.
    private static final Duration MANY_TICKS = Duration.ofSeconds(1);

    private final FileTailSettings settings;
    private final Disk disk;
    private final StartPosition startPosition;
    private final KnownFiles known;
    private final Outbox outbox;
    private final Births births;
    private final Map<Inode, TailedFile> open = new LinkedHashMap<>();
    private final Map<Path, TailedFile> newest = new HashMap<>();
    private final RestingFiles resting = new RestingFiles();

    Generations(
            FileTailSettings settings,
            Disk disk,
            StartPosition startPosition,
            KnownFiles known,
            Outbox outbox) {
        this.settings = settings;
        this.disk = disk;
        this.startPosition = startPosition;
        this.known = known;
        this.outbox = outbox;
        this.births = new Births(disk);
    }

    List<TailedFile> open() {
        return List.copyOf(open.values());
    }

    Optional<TailedFile> open(FileIdentity identity) {
        return Optional.ofNullable(open.get(identity.inode()));
    }

    boolean isOpen(Inode inode) {
        return open.containsKey(inode);
    }

    /// The open file that a path showed last.
    Optional<TailedFile> newest(Path path) {
        return Optional.ofNullable(newest.get(path));
    }

    /// Whether it was read to its end, and nothing has changed since.
    boolean isRead(FileStat stat) {
        return resting.isUnchanged(stat).orElseGet(() -> known.isReadAlready(stat));
    }

    /// Opens a file where it stands now.
    ///
    /// @param path the path whose generation it is
    /// @return whether it still stood there
    boolean open(Path at, Path path, FileStat stat) throws IOException, InterruptedException {
        Optional<OpenFile> opened;
        try {
            opened = OpenFile.open(disk, at, stat);
        } catch (IOException e) {
            if (startPosition.beginsAtEnd()) note(stat.identity(), atEnd(path, stat));
            throw e;
        }
        if (opened.isEmpty()) return false; // another file by now; the next look will show both
        Optional<TailedFile> tailed = follow(at, path, stat, opened.get());
        if (tailed.isPresent()) tailed.get().measure();
        return true;
    }

    /// Nothing if it rests at once.
    private Optional<TailedFile> follow(Path at, Path path, FileStat stat, OpenFile file)
            throws IOException, InterruptedException {
        try {
            FileCheckpoint reached = resume(path, stat.identity(), file);
            if (!births.areKept(at, stat)) reached = reached.withoutBirth();
            if (isCrowded() && isAtEnd(file, stat, reached)) {
                note(stat.identity(), reached);
                resting.add(stat, resting.recent(stat.identity(), reached.offset()));
                file.close();
                return Optional.empty();
            }
            TailedFile tailed = follow(new Found(at, stat, file, reached), newest(path));
            newest.put(path, tailed);
            return Optional.of(tailed);
        } catch (IOException | InterruptedException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// Opens a copy of a file at the place that was reached in the file.
    Optional<TailedFile> openFrom(Sibling copy, FileCheckpoint reached)
            throws IOException, InterruptedException {
        Optional<OpenFile> opened = OpenFile.open(disk, copy.path(), copy.stat());
        if (opened.isEmpty()) return Optional.empty();
        OpenFile file = opened.get();
        try {
            var found = new Found(copy.path(), copy.stat(), file, reached.in(file));
            return Optional.of(follow(found, Optional.empty()));
        } catch (IOException | InterruptedException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private record Found(Path at, FileStat stat, OpenFile file, FileCheckpoint reached) {}

    private TailedFile follow(Found found, Optional<TailedFile> before) {
        FileIdentity identity = found.stat.identity();
        note(identity, found.reached);
        var recent = resting.recent(identity, found.reached.offset());
        resting.remove(identity);
        // What was written before its successor came is read before it, too.
        before.ifPresent(TailedFile::mayHaveMore);
        var tailed =
                new TailedFile(
                        identity, found.file, found.reached, recent, settings.rules(), before);
        tailed.seen(found.at, found.stat);
        open.put(identity.inode(), tailed);
        return tailed;
    }

    private static FileCheckpoint atEnd(Path path, FileStat stat) {
        return FileCheckpoint.at(path, stat.size(), Fingerprint.NONE, Marker.NONE, false);
    }

    private FileCheckpoint resume(Path path, FileIdentity identity, OpenFile file)
            throws IOException, InterruptedException {
        Optional<FileIdentity> before = known.find(identity, file);
        if (before.isEmpty()) return startPosition.begin(path, file);
        FileCheckpoint reached = known.get(before.get()).orElseThrow().unfinished();
        if (!before.get().equals(identity)) forget(before.get());
        return reached;
    }

    /// Leaves out what a file holds now; what comes later is read.
    void skip(Path path, FileStat stat) {
        FileCheckpoint end = atEnd(path, stat);
        note(stat.identity(), end);
        resting.add(stat, RecentBytes.before(end.offset()));
    }

    /// Remembers that another file has given all that a copy holds.
    void readElsewhere(Path path, FileStat stat) {
        note(stat.identity(), atEnd(path, stat).finishedAt(Instant.now()));
    }

    /// Remembers how far a generation was read.
    void note(TailedFile file) {
        known.put(file.identity(), file.reached());
        outbox.reached(file);
    }

    void note(FileIdentity identity, FileCheckpoint reached) {
        known.put(identity, reached);
        outbox.reached(identity, reached);
    }

    void forget(FileIdentity identity) {
        known.forget(identity);
        resting.remove(identity);
        outbox.forget(identity);
    }

    /// Closes a file that has been silent for long: one that left its path for good, any other
    /// until it changes.
    void tidy(TailedFile file, byte[] buffer) throws InterruptedException {
        Pace pace = settings.pace();
        try {
            if (!file.observed().hasPath()) {
                if (file.isSilent(pace.rotateWait())) finish(file, buffer);
            } else if (file.isSilent(isCrowded() ? Duration.ZERO : pace.closeInactive())) {
                rest(file, buffer);
            }
        } catch (IOException _) {
            file.failed(); // its next turn says why
        }
    }

    private static boolean isAtEnd(OpenFile file, FileStat stat, FileCheckpoint reached)
            throws IOException, InterruptedException {
        return reached.offset() == stat.size() && isOld(stat) && reached.matches(file);
    }

    private static boolean isOld(FileStat stat) {
        return stat.changed().plus(MANY_TICKS).isBefore(Instant.now());
    }

    private boolean isCrowded() {
        return open.size() > settings.maxOpenFiles();
    }

    private void finish(TailedFile file, byte[] buffer) throws IOException, InterruptedException {
        file.finish(buffer, settings.recordsOf(file, outbox));
        note(file);
        close(file);
    }

    private void rest(TailedFile file, byte[] buffer) throws IOException, InterruptedException {
        FileStat stat = disk.stat(file.observed().at());
        boolean isSame = stat.identity().inode().equals(file.identity().inode());
        if (!isSame || !isOld(stat) || stat.size() != file.observed().size()) return;
        var records = settings.recordsOf(file, outbox);
        var turn = file.turn(buffer, records, settings.patience());
        if (turn == TailedFile.Turn.CAME_ON) note(file);
        if (turn != TailedFile.Turn.NOTHING || file.observed().size() != stat.size()) return;
        resting.add(stat, file.recent());
        close(file);
    }

    private void close(TailedFile file) {
        open.remove(file.identity().inode());
        newest.remove(file.path(), file);
        file.close();
    }

    @Override
    public void close() {
        open.values().forEach(TailedFile::close);
    }
}
