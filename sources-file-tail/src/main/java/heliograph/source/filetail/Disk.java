package heliograph.source.filetail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

/// All that a source asks of file systems. Any call may block for as long as the file system does.
interface Disk {
    /// Symbolic links are followed.
    FileStat stat(Path path) throws IOException;

    /// What stands in a directory.
    List<Path> list(Path directory) throws IOException;

    /// The same, but nothing in a directory that is missing: it is waited for.
    default List<Path> listIfThere(Path directory) throws IOException {
        try {
            return list(directory);
        } catch (NoSuchFileException | NotDirectoryException _) {
            return List.of();
        }
    }

    /// Opens a regular file for reading: to open a named pipe would block.
    Handle open(Path path) throws IOException;

    /// Whether changes of a directory are told by events. Network file systems tell only what this
    /// machine does.
    boolean tellsChanges(Path directory) throws IOException;

    /// One open file.
    interface Handle extends Closeable {
        long size() throws IOException;

        /// Reads what there is up to the buffer's limit; -1 at the end.
        int read(ByteBuffer into, long at) throws IOException;
    }
}
