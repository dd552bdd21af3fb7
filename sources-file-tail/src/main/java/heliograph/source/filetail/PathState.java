package heliograph.source.filetail;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// What stands at a path.
sealed interface PathState {
    /// A regular file.
    record Seen(FileStat stat) implements PathState {}

    record Missing() implements PathState {}

    /// It could not be looked at, which says nothing about the file.
    record Hidden() implements PathState {}

    /// @param mustBeFile whether it is a trouble that something else stands there
    static PathState of(Disk disk, Path path, boolean mustBeFile, Troubles troubles) {
        try {
            FileStat stat = disk.stat(path);
            if (stat.isRegular()) return new Seen(stat);
            if (mustBeFile) troubles.add(path, "it is not a regular file");
            return new Missing();
        } catch (NoSuchFileException | NotDirectoryException _) {
            return new Missing();
        } catch (FileSystemException e) {
            // A path through what is now a file says "Not a directory" in these words only.
            if ("Not a directory".equals(e.getReason())) return new Missing();
            troubles.add(path, e);
            return new Hidden();
        } catch (IOException e) {
            troubles.add(path, e);
            return new Hidden();
        }
    }
}
