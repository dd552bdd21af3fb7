package heliograph.source.filetail;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// The place that was reached in an open file, and what proves that the file still holds what was
/// read up to there.
///
/// ```
///    head            marker  offset              size
///    |<-≤1 KiB->|  …  |<-64->|<- not read yet   ->|
/// ```
/// Each read begins at the marker: when other bytes stand there, or the file begins otherwise, it
/// was truncated. Owned by the reader's thread.
final class Position {
    private final OpenFile file;
    private final RecentBytes recent;
    private FileCheckpoint reached;
    private boolean inDoubt;
    private byte[] beginning = new byte[0]; // as the last read has shown it, if it looked

    /// What a read has shown of the file.
    enum State {
        INTACT,
        /// It says a size smaller than what was read, but what was read is there.
        STALE,
        /// It says a size smaller than what was read, and what was read is not there.
        SHORTER,
        /// Other bytes stand where some were read.
        REWRITTEN,
        /// It was truncated within the read.
        CHANGING
    }

    /// What is in the buffer.
    ///
    /// @param begun before anything was asked of the file
    /// @param size the file's
    /// @param known how many bytes of the buffer were read before
    /// @param length of the bytes in the buffer
    record Read(State state, Instant begun, long size, int known, int length) {
        private Read in(State other) {
            return new Read(other, begun, size, known, length);
        }
    }

    /// @param recent what was read of it when it was open before
    Position(OpenFile file, FileCheckpoint reached, RecentBytes recent) {
        this.file = file;
        this.reached = reached;
        this.recent = recent;
    }

    FileCheckpoint reached() {
        return reached;
    }

    RecentBytes recent() {
        return recent;
    }

    /// Whether the file still holds what was read.
    boolean isIntact() throws IOException, InterruptedException {
        return reached.matches(file);
    }

    /// Reads from the marker on.
    ///
    /// @param seen the size it had before
    Read read(byte[] buffer, long seen) throws IOException, InterruptedException {
        Instant begun = Instant.now();
        long size = file.size();
        int known = reached.marker().length();
        long from = reached.offset() - known;
        // Of a file of which nothing was read, the size alone shows that it was truncated.
        boolean isShorter = size < (reached.offset() == 0 ? seen : reached.offset());
        int wanted = isShorter ? known : (int) Math.min(buffer.length, size - from);
        int length = file.read(buffer, wanted, from);
        boolean isThere = reached.marker().begins(buffer, length);
        boolean looks = !isShorter && (length > known || inDoubt);
        beginning = looks ? Fingerprint.read(file) : new byte[0];
        var read = new Read(State.INTACT, begun, size, known, length);
        if (isShorter) return read.in(isThere && known > 0 ? State.STALE : State.SHORTER);
        if (!isThere) return read.in(State.REWRITTEN);
        if (!looks) return read;
        if (!reached.head().begins(beginning)) return read.in(State.REWRITTEN);
        if (from == 0 && isChanging(size, buffer)) return read.in(State.CHANGING);
        if (inDoubt && !recent.standIn(file)) return read.in(State.REWRITTEN);
        if (inDoubt || size != seen) recent.wereThere(begun);
        inDoubt = false;
        return read;
    }

    /// At the file's beginning no marker tells that it was truncated meanwhile.
    private boolean isChanging(long size, byte[] buffer) throws IOException, InterruptedException {
        int length = (int) Math.min(size, beginning.length);
        return file.size() < size || !Arrays.equals(buffer, 0, length, beginning, 0, length);
    }

    /// What was read up to there, of what is in the buffer, will be published.
    void advance(Read read, byte[] buffer, int end, boolean skipping) {
        long offset = reached.offset() + end - read.known;
        recent.add(buffer, read.known, end, reached.offset());
        reach(offset, Marker.before(end, buffer), skipping);
        reached = reached.readAt(read.begun);
    }

    /// Goes on from an offset, whatever stands before it.
    void leap(long offset, boolean skipping) throws IOException, InterruptedException {
        beginning = Fingerprint.read(file);
        reach(offset, Marker.before(offset, file), skipping);
        recent.startOver(offset);
    }

    private void reach(long offset, Marker marker, boolean skipping) {
        Fingerprint head = reached.head().growing(beginning, offset);
        reached = reached.reaching(offset, head, marker, skipping);
    }

    /// Looks how the file begins, without reading on.
    void look() throws IOException, InterruptedException {
        if (reached.offset() == 0) beginning = Fingerprint.read(file);
    }

    /// A file of which nothing was read is known by how it was seen to begin.
    void rememberBeginning() {
        if (reached.offset() > 0) return;
        Fingerprint head = reached.head().growing(beginning, beginning.length);
        if (!head.equals(reached.head())) reached = reached.withHead(head);
    }

    /// Whether the file may have been rewritten; the next read shows it.
    boolean isInDoubt(FileStat stat) {
        inDoubt |= recent.areInDoubt(stat);
        return inDoubt;
    }

    void birthMoves() {
        if (!reached.birthMoves()) reached = reached.withoutBirth();
    }

    void finished(Instant now) {
        reached = reached.finishedAt(now);
    }

    /// Goes back to the beginning.
    ///
    /// @param lost how many bytes of what was there are gone
    void startOver(long lost) {
        reached = reached.fromTheBeginning(lost);
        recent.startOver(0);
        inDoubt = false;
    }

    /// Whether all of another file was read here, before this one was truncated.
    ///
    /// @param intactAt when the file was last seen to hold what was read, if it was
    boolean hasRead(OpenFile copy, FileStat stat, Optional<Instant> intactAt)
            throws IOException, InterruptedException {
        if (!reached.mayCover(copy)) return false;
        Instant made = stat.identity().birth();
        Instant intact = intactAt.orElse(reached.readAt());
        if (RecentBytes.isBefore(made, intact)) return true;
        // What was made later may be a copy of what came after the truncation.
        if (made.isAfter(intact)) return false;
        return recent.isEmpty() || recent.holdTheEndOf(copy);
    }
}
