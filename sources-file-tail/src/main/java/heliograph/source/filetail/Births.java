package heliograph.source.filetail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/// Which disks keep the time at which a file was made. On the others Java says its last
/// modification instead, which moves; there content decides which file one is.
final class Births {
    private final Disk disk;
    private final Set<Long> keepers = new HashSet<>(); // device numbers

    Births(Disk disk) {
        this.disk = disk;
    }

    /// Whether the birth of a file at that path can be relied upon.
    boolean areKept(Path path, FileStat stat) throws IOException {
        long device = stat.identity().inode().device();
        if (keepers.contains(device)) return true;
        if (!stat.showsThatBirthsAreKept() && !directoryShowsIt(path, device)) return false;
        keepers.add(device);
        return true;
    }

    private boolean directoryShowsIt(Path path, long device) throws IOException {
        Path parent = path.getParent();
        if (parent == null) return false;
        FileStat directory = disk.stat(parent);
        return directory.identity().inode().device() == device
                && directory.showsThatBirthsAreKept();
    }
}
