package heliograph.source.filetail;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// The files beside a path whose names begin with its name: where rotation moves a file.
final class Siblings {
    /// `app.log.1`, `app.log-20261122`, `app.log.2026-11-22T15`.
    private static final Pattern ROTATION = Pattern.compile("[._-]\\d[\\dT:._-]*");

    private Siblings() {}

    record Sibling(Path path, FileStat stat) {}

    /// The regular files among them, the oldest first.
    static List<Sibling> of(Disk disk, Path path, NameGlobs exclude) throws IOException {
        List<Sibling> siblings = new ArrayList<>();
        String name = String.valueOf(path.getFileName());
        for (Path entry : disk.listIfThere(directory(path))) {
            boolean nameBegins = String.valueOf(entry.getFileName()).startsWith(name);
            if (!nameBegins || entry.equals(path) || exclude.match(entry)) continue;
            add(disk, entry, siblings);
        }
        siblings.sort(Comparator.comparing(sibling -> sibling.stat.identity().birth()));
        return siblings;
    }

    /// Whether the name is one that rotation gives to a file of that path.
    static boolean isRotated(Path path, Path sibling) {
        String name = String.valueOf(path.getFileName());
        String suffix = String.valueOf(sibling.getFileName()).substring(name.length());
        return ROTATION.matcher(suffix).matches();
    }

    private static void add(Disk disk, Path entry, List<Sibling> siblings) throws IOException {
        try {
            FileStat stat = disk.stat(entry);
            if (stat.isRegular()) siblings.add(new Sibling(entry, stat));
        } catch (NoSuchFileException _) {
            // It went while we looked.
        }
    }

    /// When a name came into or went from the directory.
    static Instant lastMoved(Disk disk, Path path) throws IOException {
        try {
            return disk.stat(directory(path)).modified();
        } catch (NoSuchFileException _) {
            return Instant.EPOCH;
        }
    }

    static Path directory(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }
}
