package heliograph.source.filetail;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One generation that is being read: an open file and the place that was reached in it.
///
/// ```
///    head            marker  offset              size
///    |<-≤1 KiB->|  …  |<-64->|<- lines, perhaps ->|
/// ```
/// Each read begins at the marker: when other bytes stand there, or the file begins otherwise, it
/// was truncated, and is read from 0. Holds no bytes between two turns; a line that is not complete
/// is read again. Owned by the source's thread.
final class TailedFile implements Closeable {
    private static final int TURN = 256 << 10;

    private final FileIdentity identity;
    private final OpenFile file;
    private final int maxLineBytes;
    private FileCheckpoint reached;
    private LineSplitter splitter;
    private Optional<TailedFile> predecessor;
    private boolean caughtUp;
    private boolean inSight = true;
    private long silentSince = System.nanoTime();
    private long sizeOfHole = -1;

    /// @param predecessor the generation that is read to its end before this one begins
    TailedFile(
            FileIdentity identity,
            OpenFile file,
            FileCheckpoint reached,
            int maxLineBytes,
            Optional<TailedFile> predecessor) {
        this.identity = identity;
        this.file = file;
        this.reached = reached;
        this.maxLineBytes = maxLineBytes;
        this.splitter = new LineSplitter(maxLineBytes, reached.skipping());
        this.predecessor = predecessor;
    }

    /// What one turn needs.
    static byte[] buffer(int maxLineBytes) {
        return new byte[Marker.LONGEST + Math.max(TURN, LineSplitter.enough(maxLineBytes))];
    }

    FileIdentity identity() {
        return identity;
    }

    FileCheckpoint reached() {
        return reached;
    }

    /// Whether everything that was there at the last turn was read.
    boolean caughtUp() {
        return caughtUp;
    }

    /// Whether all that was written before this file has been read.
    boolean isItsTurn() {
        if (predecessor.isPresent() && !predecessor.get().caughtUp) return false;
        predecessor = Optional.empty();
        return true;
    }

    /// Takes the lines that stand within one buffer's reach, and returns whether it came on.
    boolean turn(byte[] buffer, LineSplitter.Lines lines) throws IOException, InterruptedException {
        long size = file.size();
        int known = reached.marker().length();
        long from = reached.offset() - known;
        boolean shrunk = size < reached.offset();
        int length =
                file.read(
                        buffer, shrunk ? known : (int) Math.min(buffer.length, size - from), from);
        boolean intact = known > 0 && reached.marker().begins(buffer, length);
        if (shrunk && intact) return arrived(); // a network file system that tells an old size
        if (shrunk || (known > 0 && !intact)) return startOver();
        if (length > known && !reached.head().matches(file)) return startOver();

        int end = splitter.split(buffer, known, length, lines);
        if (end > known) advanceOrFail(from + end, Marker.before(end, buffer));
        else if (length == buffer.length) return passHole(buffer, size);
        caughtUp = from + length >= size;
        return end > known;
    }

    /// Takes the line without an end, after which nothing more is expected.
    void finish(byte[] buffer, LineSplitter.Lines lines) throws IOException, InterruptedException {
        int length = file.read(buffer, buffer.length, reached.offset());
        long end = reached.offset() + length;
        advance(end, Marker.before(end, file));
        reached = reached.finishedAt(Instant.now());
        splitter.finish(buffer, 0, length, lines);
    }

    /// It stands at a path.
    void seen(FileStat stat) {
        inSight = true;
        boolean birthMoved = !stat.identity().birth().equals(identity.birth());
        if (birthMoved && !reached.birthMoves()) reached = reached.withoutBirth();
    }

    /// No path shows it any more: it was moved or deleted.
    void lostFromSight() {
        if (inSight) silentSince = System.nanoTime();
        inSight = false;
    }

    /// It cannot be read now; others need not wait for it.
    void failed() {
        caughtUp = true;
    }

    /// Whether it left its path and is read to its end, and nothing came for so long.
    boolean isDone(Duration quiet) {
        return !inSight && caughtUp && System.nanoTime() - silentSince >= quiet.toNanos();
    }

    private boolean arrived() {
        caughtUp = true;
        return false;
    }

    private boolean startOver() {
        reached = reached.fromTheBeginning();
        splitter = new LineSplitter(maxLineBytes, false);
        caughtUp = false;
        silentSince = System.nanoTime();
        return true;
    }

    private void advanceOrFail(long offset, Marker marker) throws InterruptedException {
        try {
            advance(offset, marker);
        } catch (IOException e) {
            // The lines are in the batch already; only a new run knows what was published.
            throw new UncheckedIOException(e);
        }
    }

    private void advance(long offset, Marker marker) throws IOException, InterruptedException {
        Head head = reached.head();
        if (head.growsWith(offset)) head = Head.of(file, offset);
        reached = reached.reaching(offset, head, marker, splitter.isSkipping());
        silentSince = System.nanoTime();
    }

    /// Goes on behind a run of NULs longer than a buffer. One that reaches to the end of the file
    /// may be space that is reserved, and is looked at again when the file has grown.
    private boolean passHole(byte[] buffer, long size) throws IOException, InterruptedException {
        if (size == sizeOfHole) return arrived();
        long at = reached.offset();
        while (at < size) {
            int length = file.read(buffer, (int) Math.min(buffer.length, size - at), at);
            if (length == 0) break;
            int text = LineSplitter.textFrom(buffer, 0, length);
            if (text < length) {
                advance(at + text, Marker.before(at + text, file));
                caughtUp = false;
                return true;
            }
            at += length;
        }
        sizeOfHole = size;
        return arrived();
    }

    @Override
    public void close() {
        caughtUp = true;
        file.close();
    }
}
