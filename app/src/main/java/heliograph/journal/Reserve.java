package heliograph.journal;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/// `journal.reserve`: a file that only takes room. When the disk is full it is given up first, so
/// that what is over its limits can still be forgotten: SQLite needs room even to delete, and to
/// open. Used by the thread that opens the journal, then by the writer's.
final class Reserve {
    private static final System.Logger LOGGER = System.getLogger(Reserve.class.getName());
    private static final int PORTION = 1 << 16; // bytes
    private static final int LEAST_FREE = 1 << 20; // bytes: what SQLite keeps beside the journal

    private final Path journal;
    private final Path file;
    private final long size;
    private boolean givenUp;

    private Reserve(Path journal, long size) {
        this.journal = journal; // there already, on the disk that counts
        this.file = journal.resolveSibling("journal.reserve");
        this.size = size;
    }

    /// The reserve of a journal, as an earlier hub left it.
    ///
    /// @param size in bytes
    static Reserve beside(Path journal, long size) {
        return new Reserve(journal, size);
    }

    /// Makes the reserve if it is not there. A disk that has no room for one must do without.
    void make() {
        if (givenUp || isThere() || (hasRoom() && allocate())) return;
        LOGGER.log(WARNING, "there is no room for " + file.toAbsolutePath());
    }

    /// In bytes.
    long size() {
        return size;
    }

    /// How much must be free before it takes its room again, in bytes: as much again stays free.
    long wanted() {
        return 2 * size;
    }

    /// Whether there is not even room for SQLite to open a journal.
    boolean isDiskFull() {
        return journal.toAbsolutePath().resolveSibling("").toFile().getUsableSpace() < LEAST_FREE;
    }

    private boolean hasRoom() {
        return journal.toFile().getUsableSpace() >= wanted();
    }

    /// Makes room, unless that was done before.
    void giveUp() {
        if (!isThere()) return;
        LOGGER.log(WARNING, "the disk is full: " + file.toAbsolutePath() + " was given up");
        givenUp = true;
        delete();
    }

    /// Whether it was given up and could not be made again.
    boolean isGivenUp() {
        return givenUp;
    }

    /// Takes the room again, if there is so much.
    void restore() {
        if (!givenUp || !hasRoom() || !allocate()) return;
        LOGGER.log(INFO, "the disk has room again");
        givenUp = false;
    }

    boolean isThere() {
        return file.toFile().length() == size;
    }

    private boolean allocate() {
        // Not zeros: a file system may write down only that there are so many.
        byte[] portion = new byte[PORTION];
        new Random().nextBytes(portion);
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            for (long left = size; left > 0; left -= PORTION) {
                ByteBuffer rest = ByteBuffer.wrap(portion, 0, (int) Math.min(PORTION, left));
                while (rest.hasRemaining()) channel.write(rest);
            }
            return true;
        } catch (IOException _) {
            delete();
            return false;
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOGGER.log(WARNING, file.toAbsolutePath() + " could not be deleted: " + e.getMessage());
        }
    }
}
