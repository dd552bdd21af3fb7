package heliograph.source.filetail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Wakes the source early when something happens in its directories. Only a hint: network file
/// systems say nothing, limits may be reached, events get lost; what polling sees is the truth.
final class DirectoryWatch implements Closeable {
    enum Woken {
        BY_TIME,
        /// A file that is followed has changed.
        BY_CHANGE,
        /// A name came or went.
        BY_NAME
    }

    private record Watched(WatchKey key, Object directory) {}

    private final Optional<WatchService> service = open();
    private final Map<Path, Watched> watched = new HashMap<>();

    private static Optional<WatchService> open() {
        try {
            return Optional.of(FileSystems.getDefault().newWatchService());
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.empty(); // too many of them on this machine
        }
    }

    /// Watches these directories, and no others.
    void watch(Set<Path> directories) {
        if (service.isEmpty()) return;
        watched.entrySet()
                .removeIf(
                        entry -> {
                            boolean gone = !directories.contains(entry.getKey());
                            if (gone) entry.getValue().key.cancel();
                            return gone;
                        });
        directories.forEach(directory -> watch(directory, service.get()));
    }

    private void watch(Path directory, WatchService service) {
        Optional<Watched> old = Optional.ofNullable(watched.get(directory));
        try {
            Object now = Files.getAttribute(directory, "unix:ino");
            // The key of a directory that was moved follows it under the old path, and is silent
            // about the new one.
            if (old.isPresent()
                    && old.get().key.isValid()
                    && Objects.equals(old.get().directory, now)) {
                return;
            }
            old.ifPresent(stale -> stale.key.cancel());
            WatchKey key =
                    directory.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_DELETE,
                            StandardWatchEventKinds.ENTRY_MODIFY);
            watched.put(directory, new Watched(key, now));
        } catch (IOException _) {
            watched.remove(directory); // it is missing, or there are too many: polling sees it
        }
    }

    /// Waits until something happens that matters, but not longer.
    Woken await(Duration pause, Predicate<Path> isFollowed) throws InterruptedException {
        long deadline = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            if (service.isEmpty()) {
                Thread.sleep(Duration.ofNanos(left));
                continue;
            }
            WatchKey key = service.get().poll(left, java.util.concurrent.TimeUnit.NANOSECONDS);
            if (key == null) continue;
            Woken woken = read(key, isFollowed);
            if (woken != Woken.BY_TIME) return woken;
        }
        return Woken.BY_TIME;
    }

    private static Woken read(WatchKey key, Predicate<Path> isFollowed) {
        Woken woken = Woken.BY_TIME;
        for (WatchEvent<?> event : key.pollEvents()) {
            if (!event.kind().equals(StandardWatchEventKinds.ENTRY_MODIFY)) {
                woken = Woken.BY_NAME;
            } else if (woken == Woken.BY_TIME
                    && key.watchable() instanceof Path directory
                    && event.context() instanceof Path name
                    && isFollowed.test(directory.resolve(name))) {
                woken = Woken.BY_CHANGE;
            }
        }
        if (!key.reset()) return Woken.BY_NAME; // the directory is gone
        return woken;
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
