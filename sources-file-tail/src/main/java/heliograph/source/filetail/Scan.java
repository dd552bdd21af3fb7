package heliograph.source.filetail;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
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
        Instant began, SortedMap<Path, Sight> sights, Troubles troubles, Set<Path> directories) {

    sealed interface Sight {
        /// A regular file.
        record Seen(FileStat stat) implements Sight {}

        record Missing() implements Sight {}

        /// It could not be looked at, which says nothing about the file.
        record Hidden() implements Sight {}
    }

    /// @param followed paths to look at also when a directory does not list them
    static Scan of(FileTailSettings settings, Collection<Path> followed) {
        var scan = new Scan(Instant.now(), new TreeMap<>(), new Troubles(), new HashSet<>());
        for (IncludeGlob glob : settings.include()) glob.expand(scan.new Findings(settings, glob));
        for (Path path : followed) scan.look(path, false);
        return scan;
    }

    private void look(Path path, boolean mustBeFile) {
        if (!sights.containsKey(path)) sights.put(path, sight(path, mustBeFile));
    }

    private Sight sight(Path path, boolean mustBeFile) {
        try {
            FileStat stat = FileStat.of(path);
            if (stat.isRegular()) return new Sight.Seen(stat);
            if (mustBeFile) troubles.add(path, "it is not a regular file");
            return new Sight.Missing();
        } catch (NoSuchFileException | NotDirectoryException _) {
            return new Sight.Missing();
        } catch (FileSystemException e) {
            // A path through what is now a file says "Not a directory" in these words only.
            if ("Not a directory".equals(e.getReason())) return new Sight.Missing();
            troubles.add(path, e);
            return new Sight.Hidden();
        } catch (IOException e) {
            troubles.add(path, e);
            return new Sight.Hidden();
        }
    }

    private final class Findings implements IncludeGlob.Finds {
        private final FileTailSettings settings;
        private final IncludeGlob glob;

        Findings(FileTailSettings settings, IncludeGlob glob) {
            this.settings = settings;
            this.glob = glob;
        }

        @Override
        public void path(Path path) {
            if (!settings.exclude().match(path)) look(path, glob.isLiteral());
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
