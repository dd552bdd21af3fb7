package heliograph.source.filetail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// One look at the file system: what stands at each path that is included.
///
/// @param directories where included files are or may appear
record Scan(
        Instant began,
        SortedMap<Path, PathState> states,
        Troubles troubles,
        Set<Path> directories) {

    /// @param followed paths to look at also when a directory does not list them
    static Scan of(Disk disk, FileTailSettings settings, Collection<Path> followed) {
        var scan = new Scan(Instant.now(), new TreeMap<>(), new Troubles(), new HashSet<>());
        for (IncludeGlob glob : settings.include()) {
            glob.expand(disk, scan.new Findings(disk, settings, glob));
        }
        for (Path path : followed) scan.look(disk, path, false);
        return scan;
    }

    private void look(Disk disk, Path path, boolean mustBeFile) {
        if (!states.containsKey(path)) {
            states.put(path, PathState.of(disk, path, mustBeFile, troubles));
        }
    }

    private final class Findings implements IncludeGlob.Finds {
        private final Disk disk;
        private final FileTailSettings settings;
        private final IncludeGlob glob;

        Findings(Disk disk, FileTailSettings settings, IncludeGlob glob) {
            this.disk = disk;
            this.settings = settings;
            this.glob = glob;
        }

        @Override
        public void path(Path path) {
            if (!settings.exclude().match(path)) look(disk, path, glob.isLiteral());
        }

        @Override
        public void directory(Path directory) {
            directories.add(directory);
        }

        @Override
        public void trouble(Path directory, IOException why) {
            troubles.add(directory, why);
        }
    }
}
