package heliograph.source.filetail;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Files that were closed because they were silent, as they were then. A look shows whether they
/// have changed since.
final class RestingFiles {
    private final Map<FileIdentity, Resting> files = new HashMap<>();

    private record Resting(FileStat stat, RecentBytes recent) {}

    void add(FileStat stat, RecentBytes recent) {
        files.put(stat.identity(), new Resting(stat, recent));
    }

    void remove(FileIdentity identity) {
        files.remove(identity);
    }

    /// Whether it is as it was, if it rests.
    Optional<Boolean> isUnchanged(FileStat now) {
        return Optional.ofNullable(files.get(now.identity()))
                .map(Resting::stat)
                .map(then -> then.size() == now.size() && then.changed().equals(now.changed()));
    }

    /// What was read of it before, if it goes on from there.
    RecentBytes recent(FileIdentity identity, long offset) {
        return Optional.ofNullable(files.get(identity))
                .filter(resting -> resting.stat.size() == offset)
                .map(Resting::recent)
                .orElseGet(() -> RecentBytes.before(offset));
    }
}
