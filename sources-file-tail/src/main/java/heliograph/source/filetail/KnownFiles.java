package heliograph.source.filetail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every generation this source has ever read, and how far, until it is forgotten.
final class KnownFiles {
    // A disk that is not mounted for a while must not look like files that were deleted.
    private static final Duration REMEMBERED = Duration.ofDays(14);

    private final Map<FileIdentity, FileCheckpoint> files = new LinkedHashMap<>();
    private final Map<Path, Set<FileIdentity>> byPath = new HashMap<>();

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
        files.put(identity, reached);
        byPath.computeIfAbsent(reached.path(), _ -> new LinkedHashSet<>()).add(identity);
    }

    void forget(FileIdentity identity) {
        get(identity).ifPresent(reached -> of(reached.path()).remove(identity));
        files.remove(identity);
    }

    Optional<FileCheckpoint> get(FileIdentity identity) {
        return Optional.ofNullable(files.get(identity));
    }

    /// The generations that a path has shown.
    Set<FileIdentity> of(Path path) {
        return byPath.getOrDefault(path, new LinkedHashSet<>());
    }

    /// The birth of the youngest generation that a path has shown, or the time if that is later.
    Instant youngest(Path path, Instant time) {
        return of(path).stream()
                .map(FileIdentity::birth)
                .filter(time::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(time);
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
        for (Map.Entry<FileIdentity, FileCheckpoint> entry : files.entrySet()) {
            if (entry.getValue().offset() == 0) continue; // nothing to know it by
            if (!mayBe(entry.getKey(), entry.getValue(), seen)) continue;
            if (entry.getValue().matches(file)) return Optional.of(entry.getKey());
        }
        return Optional.empty();
    }

    private static boolean mayBe(FileIdentity known, FileCheckpoint reached, FileIdentity seen) {
        if (known.inode().number() != seen.inode().number()) return false;
        if (known.birth().equals(seen.birth())) return true;
        return reached.birthMoves() && known.inode().device() == seen.inode().device();
    }

    /// Those that were finished long ago.
    List<FileIdentity> old(Instant now) {
        Instant limit = now.minus(REMEMBERED);
        return files.entrySet().stream()
                .filter(e -> e.getValue().finished().filter(limit::isAfter).isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }
}
