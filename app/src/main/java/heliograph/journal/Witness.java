package heliograph.journal;

import static java.lang.System.Logger.Level.WARNING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// `journal.witness`: how far the journal once was, told by a file that SQLite knows nothing of.
/// SQLite drops what is behind a damaged place of its write-ahead log without a word, and would
/// give those offsets again.
///
/// ```
/// newest offset (8 bytes) | its complement (8 bytes)
/// ```
/// Written after each commit and before anybody sees it, without an fsync: it survives a killed
/// process, and after a power loss it is behind the journal or as it was, never ahead of it.
/// Used by the thread that opens the journal, then by the writer's.
final class Witness implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Witness.class.getName());
    private static final int SIZE = 16; // bytes

    /// What was found when it was opened.
    sealed interface Testimony {
        /// The journal had reached this offset, and never said that to be wrong.
        record Reached(long newest) implements Testimony {}

        /// There is no file, or none that can be believed.
        record Missing() implements Testimony {}
    }

    private final Path file;
    private final FileChannel channel;
    private final Testimony testimony;
    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE);
    private boolean failed;

    private Witness(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.testimony = read(channel);
    }

    static Witness open(Path file) {
        try {
            return new Witness(file, FileChannel.open(file, CREATE, READ, WRITE));
        } catch (IOException e) {
            throw new JournalException(
                    "cannot open %s: %s; %s"
                            .formatted(file.toAbsolutePath(), e.getMessage(), advice(file)),
                    e);
        }
    }

    private static String advice(Path file) {
        return Files.isDirectory(file)
                ? "it is a directory where a file belongs: move it away; a new epoch will begin"
                : "the hub must be able to read and write it: give it the rights, or move it away;"
                        + " then a new epoch will begin";
    }

    private static Testimony read(FileChannel channel) throws IOException {
        ByteBuffer found = ByteBuffer.allocate(SIZE);
        if (channel.size() != SIZE || channel.read(found, 0) != SIZE) {
            return new Testimony.Missing();
        }
        long newest = found.flip().getLong();
        if (newest < 0 || found.getLong() != ~newest) return new Testimony.Missing();
        return new Testimony.Reached(newest);
    }

    Testimony testimony() {
        return testimony;
    }

    /// The offset it was found to tell; 0 when it cannot be believed.
    long reached() {
        return testimony instanceof Testimony.Reached reached ? reached.newest() : 0;
    }

    /// Begins again, on disk: from here on it is only overwritten, which needs no room.
    void begin(long newest) {
        try {
            channel.truncate(SIZE);
            write(newest);
            channel.force(true);
        } catch (IOException e) {
            warn(e);
        }
    }

    /// That the journal has reached this offset. One that cannot be written is no reason to refuse
    /// what is safely in the journal.
    void tell(long newest) {
        try {
            write(newest);
        } catch (IOException e) {
            warn(e);
        }
    }

    private void write(long newest) throws IOException {
        bytes.clear().putLong(newest).putLong(~newest).flip();
        channel.write(bytes, 0);
    }

    private void warn(IOException e) {
        if (!failed) LOGGER.log(WARNING, "journal.witness cannot be written: " + e.getMessage());
        failed = true;
    }

    /// Closes it for a journal that could not be opened. One that was only made for it goes.
    void discard() {
        try {
            if (channel.size() == 0) Files.deleteIfExists(file);
        } catch (IOException e) {
            warn(e);
        }
        close();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            warn(e);
        }
    }
}
