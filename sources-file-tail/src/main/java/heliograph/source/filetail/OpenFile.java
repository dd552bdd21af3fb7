package heliograph.source.filetail;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A file held open for reading, which pins its generation.
///
/// An interrupt closes a channel that is being read; here that is an [InterruptedException].
final class OpenFile implements Closeable {
    private final Disk.Handle handle;

    private OpenFile(Disk.Handle handle) {
        this.handle = handle;
    }

    /// Opens what a look at the path has shown; nothing when the path shows something else by now.
    ///
    /// @param seen a regular file: to open a named pipe would block
    static Optional<OpenFile> open(Disk disk, Path path, FileStat seen) throws IOException {
        Disk.Handle handle;
        try {
            handle = disk.open(path);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
        try {
            // Java cannot ask an open channel which file it is, so the path is asked again.
            if (disk.stat(path).identity().inode().equals(seen.identity().inode())) {
                return Optional.of(new OpenFile(handle));
            }
        } catch (NoSuchFileException _) {
            // It has just been moved.
        } catch (IOException e) {
            handle.close();
            throw e;
        }
        handle.close();
        return Optional.empty();
    }

    long size() throws IOException, InterruptedException {
        try {
            return handle.size();
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        }
    }

    /// Reads up to `length` bytes into the beginning of the array, and returns how many there were.
    int read(byte[] into, int length, long at) throws IOException, InterruptedException {
        if (length <= 0) return 0;
        try {
            return Math.max(0, handle.read(ByteBuffer.wrap(into, 0, length), at));
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        }
    }

    /// Whether it begins with all that another file holds, as far as a look at both ends of that
    /// shows. The other is looked at first: a copy is complete before its original is truncated.
    boolean holdsAllOf(OpenFile other) throws IOException, InterruptedException {
        long length = other.size();
        byte[] beginning = new byte[(int) Math.min(length, Fingerprint.LONGEST)];
        int read = other.read(beginning, beginning.length, 0);
        Marker end = Marker.before(length, other);
        byte[] ours = new byte[read];
        return size() >= length
                && read(ours, read, 0) == read
                && Arrays.equals(beginning, 0, read, ours, 0, read)
                && Marker.before(length, this).equals(end);
    }

    private static InterruptedException interrupted(ClosedByInterruptException cause) {
        Thread.interrupted();
        var interrupted = new InterruptedException("interrupted while it read a file");
        interrupted.initCause(cause);
        return interrupted;
    }

    @Override
    public void close() {
        try {
            handle.close();
        } catch (IOException _) {
            // Nothing was written, so nothing is lost.
        }
    }
}
