package heliograph.source.filetail;

import heliograph.source.Health;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What cannot be read now, and why, in words for the board.
final class Troubles {
    private static final int SHOWN = 3;

    private final SortedMap<Path, String> reasons = new TreeMap<>();

    Troubles copy() {
        var copy = new Troubles();
        copy.reasons.putAll(reasons);
        return copy;
    }

    void clear(Path path) {
        reasons.remove(path);
    }

    void add(Path path, IOException why) {
        add(path, reason(why));
    }

    void add(Path path, String why) {
        reasons.putIfAbsent(path, why);
    }

    /// `cannot read /var/log/x: permission denied; cannot read …`
    Health health() {
        if (reasons.isEmpty()) return Health.ok();
        List<String> lines =
                reasons.entrySet().stream()
                        .map(e -> "cannot read " + e.getKey() + ": " + e.getValue())
                        .toList();
        String shown = lines.stream().limit(SHOWN).collect(Collectors.joining("; "));
        int more = lines.size() - SHOWN;
        return Health.degraded(more > 0 ? shown + "; and " + more + " more" : shown);
    }

    private static String reason(IOException why) {
        if (why instanceof AccessDeniedException) {
            return "permission denied for user '" + System.getProperty("user.name") + "'";
        }
        if (why instanceof FileSystemException e && e.getReason() != null) return e.getReason();
        return why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    }
}
