package heliograph.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One hub for each data directory: a locked file that holds the hub's pid. The system drops the
/// lock when the process ends, however it ends.
final class DirectoryLock implements AutoCloseable {
    private static final String NAME = "heliograph.lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws JournalException when another hub has it; names that hub's pid
    static DirectoryLock take(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
            try {
                if (!locked(channel)) throw inUse(directory, Files.readString(file).strip());
                channel.truncate(0);
                channel.write(
                        ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(US_ASCII)));
                return new DirectoryLock(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new JournalException("cannot lock " + file.toAbsolutePath() + ": " + e, e);
        }
    }

    private static JournalException inUse(Path directory, String holder) {
        return new JournalException(
                "another hub (pid %s) uses %s; stop it, or start this one with another --data"
                        .formatted(holder, directory.toAbsolutePath()));
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @SuppressWarnings("resource") // closed with its channel
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false; // held by this very process
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new JournalException("the data directory was not unlocked", e);
        }
    }
}
