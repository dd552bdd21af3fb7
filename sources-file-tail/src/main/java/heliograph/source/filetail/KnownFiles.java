package heliograph.source.filetail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// Every generation this source has ever read, and how far, until it is forgotten.
final class KnownFiles {
    private final Map<FileIdentity, FileCheckpoint> files = new LinkedHashMap<>();
    private final Map<Path, Set<FileIdentity>> byPath = new HashMap<>();
    private final Map<Long, Set<FileIdentity>> byNumber = new HashMap<>(); // of the inode

    /// @param checkpoints as the hub kept them; parts that are no files are left out
    static KnownFiles of(Map<String, String> checkpoints) {
        var known = new KnownFiles();
        checkpoints.forEach(
                (part, value) ->
                        FileIdentity.parse(part)
                                .ifPresent(id -> known.put(id, FileCheckpoint.parse(value))));
        return known;
    }

    void put(FileIdentity identity, FileCheckpoint reached) {
        FileCheckpoint before = files.put(identity, reached);
        if (before != null && before.path().equals(reached.path())) return;
        if (before != null) remove(byPath, before.path(), identity);
        add(byPath, reached.path(), identity);
        add(byNumber, identity.inode().number(), identity);
    }

    void forget(FileIdentity identity) {
        get(identity).ifPresent(reached -> remove(byPath, reached.path(), identity));
        remove(byNumber, identity.inode().number(), identity);
        files.remove(identity);
    }

    private static <K> void add(Map<K, Set<FileIdentity>> index, K key, FileIdentity identity) {
        index.computeIfAbsent(key, _ -> new LinkedHashSet<>(2)).add(identity);
    }

    private static <K> void remove(Map<K, Set<FileIdentity>> index, K key, FileIdentity identity) {
        Set<FileIdentity> left = index.getOrDefault(key, Set.of());
        if (left.size() > 1) left.remove(identity);
        else if (left.contains(identity)) index.remove(key);
    }

    void forEach(BiConsumer<FileIdentity, FileCheckpoint> action) {
        files.forEach(action);
    }

    Optional<FileCheckpoint> get(FileIdentity identity) {
        return Optional.ofNullable(files.get(identity));
    }

    /// The generations that a path has shown.
    Set<FileIdentity> of(Path path) {
        return byPath.getOrDefault(path, Set.of());
    }

    boolean isUnfinished(FileIdentity identity) {
        return get(identity).filter(reached -> reached.finished().isEmpty()).isPresent();
    }

    /// Whether it was finished, and nothing has come since.
    boolean isReadAlready(FileStat stat) {
        return get(stat.identity())
                .filter(c -> c.finished().isPresent() && c.offset() == stat.size())
                .isPresent();
    }

    /// Paths with files that were not read to their end.
    List<Path> unfinishedPaths() {
        return files.values().stream()
                .filter(reached -> reached.finished().isEmpty())
                .map(FileCheckpoint::path)
                .distinct()
                .toList();
    }

    /// The generation that a file is. Disks may get other numbers when the machine starts, and some
    /// file systems keep no births: then what the file holds decides.
    Optional<FileIdentity> find(FileIdentity seen, OpenFile file)
            throws IOException, InterruptedException {
        if (files.containsKey(seen)) return Optional.of(seen);
        for (FileIdentity identity : byNumber.getOrDefault(seen.inode().number(), Set.of())) {
            FileCheckpoint reached = get(identity).orElseThrow();
            if (reached.offset() == 0) continue; // nothing to know it by
            if (mayBe(identity, reached, seen) && reached.matches(file)) {
                return Optional.of(identity);
            }
        }
        return Optional.empty();
    }

    private static boolean mayBe(FileIdentity known, FileCheckpoint reached, FileIdentity seen) {
        if (known.birth().equals(seen.birth())) return true;
        return reached.birthMoves() && known.inode().device() == seen.inode().device();
    }

    /// Those that were finished so long ago.
    List<FileIdentity> old(Instant now, Duration age) {
        Instant limit = now.minus(age);
        return files.entrySet().stream()
                .filter(e -> e.getValue().finished().filter(limit::isAfter).isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }
}
