package heliograph.source.filetail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Wakes the source early when something happens in its directories. Only a hint: network file
/// systems say nothing, limits may be reached, events get lost; what polling sees is the truth.
final class DirectoryWatch implements Closeable {
    /// What happened since the last call.
    ///
    /// @param written paths whose bytes have changed
    /// @param named paths that came or went
    /// @param lost whether there was more than could be told
    record Changes(Set<Path> written, Set<Path> named, boolean lost) {
        static final Changes NONE = new Changes(Set.of(), Set.of(), false);
    }

    private record Watched(WatchKey key, FileIdentity.Inode directory) {}

    private final Disk disk;
    private final Optional<WatchService> service;
    private final Map<Path, Watched> watched = new HashMap<>();

    private DirectoryWatch(Disk disk, Optional<WatchService> service) {
        this.disk = disk;
        this.service = service;
    }

    static DirectoryWatch open(Disk disk, boolean wanted) {
        if (!wanted) return new DirectoryWatch(disk, Optional.empty());
        try {
            var service = FileSystems.getDefault().newWatchService();
            return new DirectoryWatch(disk, Optional.of(service));
        } catch (IOException | UnsupportedOperationException _) {
            return new DirectoryWatch(disk, Optional.empty()); // too many of them on this machine
        }
    }

    /// Watches these directories, and no others.
    ///
    /// @return whether one is watched that was not
    boolean watch(Set<Path> directories) {
        if (service.isEmpty()) return false;
        watched.entrySet()
                .removeIf(entry -> !directories.contains(entry.getKey()) && cancel(entry));
        boolean added = false;
        for (Path directory : directories) added |= watch(directory, service.get());
        return added;
    }

    /// Whether changes in a directory are told.
    boolean covers(Path directory) {
        return Optional.ofNullable(watched.get(directory)).filter(w -> w.key.isValid()).isPresent();
    }

    private static boolean cancel(Map.Entry<Path, Watched> entry) {
        entry.getValue().key.cancel();
        return true;
    }

    private boolean watch(Path directory, WatchService service) {
        Optional<Watched> old = Optional.ofNullable(watched.get(directory));
        try {
            FileIdentity.Inode now = disk.stat(directory).identity().inode();
            // The key of a directory that was moved follows it under the old path, and is silent
            // about the new one.
            if (old.isPresent() && old.get().key.isValid() && old.get().directory.equals(now)) {
                return false;
            }
            old.ifPresent(stale -> stale.key.cancel());
            watched.remove(directory);
            if (!disk.tellsChanges(directory)) return false;
            WatchKey key =
                    directory.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_DELETE,
                            StandardWatchEventKinds.ENTRY_MODIFY);
            watched.put(directory, new Watched(key, now));
            return true;
        } catch (IOException _) {
            watched.remove(directory); // it is missing, or there are too many: polling sees it
            return false;
        }
    }

    /// Waits until something happens, but not longer.
    Changes await(Duration pause) throws InterruptedException {
        if (service.isEmpty()) {
            Thread.sleep(pause);
            return Changes.NONE;
        }
        WatchKey first = service.get().poll(pause.toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) return Changes.NONE;
        var read = new Reading(new HashSet<>(), new HashSet<>());
        for (WatchKey key = first; key != null; key = service.get().poll()) read.take(key);
        return new Changes(read.written, read.named, read.lost);
    }

    private static final class Reading {
        private final Set<Path> written;
        private final Set<Path> named;
        private boolean lost;

        Reading(Set<Path> written, Set<Path> named) {
            this.written = written;
            this.named = named;
        }

        void take(WatchKey key) {
            for (WatchEvent<?> event : key.pollEvents()) {
                if (key.watchable() instanceof Path directory
                        && event.context() instanceof Path name) {
                    boolean isWrite = event.kind().equals(StandardWatchEventKinds.ENTRY_MODIFY);
                    (isWrite ? written : named).add(directory.resolve(name));
                } else {
                    lost = true;
                }
            }
            lost |= !key.reset(); // the directory is gone
        }
    }

    @Override
    public void close() {
        try {
            if (service.isPresent()) service.get().close();
        } catch (IOException _) {
            // It only gave hints.
        }
    }
}
