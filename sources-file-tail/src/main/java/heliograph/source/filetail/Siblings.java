package heliograph.source.filetail;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The files beside a path whose names begin with its name: where rotation moves a file. One look;
/// a directory is listed once for all the paths in it.
final class Siblings {
    /// `app.log.1`, `app.log-20261122`, `app.log.2026-11-22T15`.
    private static final Pattern ROTATION = Pattern.compile("[._-]\\d[\\dT:._-]*");

    private final Disk disk;
    private final NameGlobs exclude;
    private final Map<Path, Instant> moved = new HashMap<>(); // before the directory was listed
    private final Map<Path, NavigableMap<String, Path>> names = new HashMap<>();

    Siblings(Disk disk, NameGlobs exclude) {
        this.disk = disk;
        this.exclude = exclude;
    }

    record Sibling(Path path, FileStat stat) {
        FileIdentity identity() {
            return stat.identity();
        }
    }

    /// The regular files among them, the oldest first.
    List<Sibling> of(Path path) throws IOException {
        lastMoved(path);
        String name = String.valueOf(path.getFileName());
        List<Sibling> siblings = new ArrayList<>();
        for (var longer : names(directory(path)).tailMap(name, false).entrySet()) {
            if (!longer.getKey().startsWith(name)) break;
            Path sibling = longer.getValue();
            if (!exclude.match(sibling)) add(sibling, siblings);
        }
        siblings.sort(Comparator.comparing(sibling -> sibling.identity().birth()));
        return siblings;
    }

    /// Those of them that bear the name of a rotated file.
    List<Sibling> rotatedFrom(Path path) throws IOException {
        return of(path).stream().filter(sibling -> isRotated(path, sibling.path)).toList();
    }

    /// The paths of which this may be the name of a rotated file, there or not; the shortest first.
    static List<Path> originals(Path path) {
        List<Path> originals = new ArrayList<>();
        String name = String.valueOf(path.getFileName());
        for (int length = 1; length < name.length(); length++) {
            if (!ROTATION.matcher(name.substring(length)).matches()) continue;
            try {
                originals.add(path.resolveSibling(name.substring(0, length)));
            } catch (InvalidPathException _) {
                // The name has bytes that are no text here, or a character was cut in two.
            }
        }
        return originals;
    }

    /// Whether the name is one that rotation gives to a file of that path.
    static boolean isRotated(Path path, Path sibling) {
        String name = String.valueOf(path.getFileName());
        String suffix = String.valueOf(sibling.getFileName()).substring(name.length());
        return ROTATION.matcher(suffix).matches();
    }

    private NavigableMap<String, Path> names(Path directory) throws IOException {
        NavigableMap<String, Path> known = names.get(directory);
        if (known != null) return known;
        NavigableMap<String, Path> listed = new TreeMap<>();
        for (Path entry : disk.listIfThere(directory)) {
            listed.put(String.valueOf(entry.getFileName()), entry);
        }
        names.put(directory, listed);
        return listed;
    }

    private void add(Path entry, List<Sibling> siblings) throws IOException {
        try {
            FileStat stat = disk.stat(entry);
            if (stat.isRegular()) siblings.add(new Sibling(entry, stat));
        } catch (NoSuchFileException _) {
            // It went while we looked.
        }
    }

    /// When a name had come into or gone from the path's directory before this look.
    Instant lastMoved(Path path) throws IOException {
        Path directory = directory(path);
        Instant known = moved.get(directory);
        if (known != null) return known;
        Instant now = lastMovedNow(directory);
        moved.put(directory, now);
        return now;
    }

    /// Whether a name came or went since, so that a file may have been overlooked.
    boolean areDisturbed(Path path) throws IOException {
        return !lastMovedNow(directory(path)).equals(lastMoved(path));
    }

    private Instant lastMovedNow(Path directory) throws IOException {
        try {
            return disk.stat(directory).modified();
        } catch (NoSuchFileException _) {
            return Instant.EPOCH;
        }
    }

    static Path directory(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }
}
