package heliograph.source.filetail;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
/// was truncated. Holds no bytes between two turns; a line or an event that is not complete is read
/// again. Owned by the reader's thread.
final class TailedFile implements Closeable {
    private static final int TURN = 256 << 10;

    enum Turn {
        NOTHING,
        CAME_ON,
        /// It says a size smaller than what was read, and what was read is not there.
        SHORTER,
        /// Other bytes stand where some were read.
        REWRITTEN
    }

    private final FileIdentity identity;
    private final OpenFile file;
    private final FileText text;
    private final Silence growth = new Silence();
    private FileCheckpoint reached;
    private Optional<TailedFile> predecessor;
    private boolean caughtUp;
    private boolean failing;
    private boolean holds;
    private boolean inSight = true;
    private long size;
    private Instant intactAt = Instant.now();
    private Path at;
    private Optional<Silence> shorter = Optional.empty();
    private long sizeOfHole = -1;
    private volatile long published; // told by the source's thread

    /// @param predecessor the generation that is read to its end before this one begins
    TailedFile(
            FileIdentity identity,
            OpenFile file,
            FileCheckpoint reached,
            LineSplitter.Rules asked,
            Optional<TailedFile> predecessor) {
        this.identity = identity;
        this.file = file;
        this.reached = reached;
        this.text = new FileText(asked, reached.skipping());
        this.predecessor = predecessor;
        this.at = reached.path();
        this.published = reached.offset();
    }

    /// What one turn needs.
    ///
    /// @param longest the most bytes that may be read before something is complete
    static byte[] buffer(int longest) {
        return new byte[Marker.LONGEST + Math.max(TURN, longest)];
    }

    FileIdentity identity() {
        return identity;
    }

    FileCheckpoint reached() {
        return reached;
    }

    Path path() {
        return reached.path();
    }

    /// Where it stood when it was last seen.
    Path at() {
        return at;
    }

    /// How its bytes are text, as far as it was read.
    Encoding encoding() {
        return text.encoding();
    }

    /// The last size it was seen to have while it held what was read.
    long size() {
        return size;
    }

    /// When it was last seen to hold what was read.
    Instant intactAt() {
        return intactAt;
    }

    /// Whether it still holds what was read.
    boolean isIntact() throws IOException, InterruptedException {
        return reached.matches(file);
    }

    /// How many bytes are known to be there and are not published.
    long behind() {
        return Math.max(0, size - published);
    }

    /// The hub has what stands before the offset. May come from another thread.
    void published(long offset) {
        published = offset;
    }

    /// Whether everything that was there at the last turn was read.
    boolean caughtUp() {
        return caughtUp;
    }

    /// More may have come since its last turn.
    void mayHaveMore() {
        caughtUp = false;
    }

    /// Whether lines wait for others of their event.
    boolean holds() {
        return holds;
    }

    /// The generation whose turn comes first, if one has more to say.
    Optional<TailedFile> before() {
        predecessor = predecessor.filter(file -> !file.caughtUp);
        return predecessor;
    }

    /// Takes the lines that stand within one buffer's reach.
    ///
    /// @param patience how long an event waits for more of its lines
    Turn turn(byte[] buffer, Records records, Duration patience)
            throws IOException, InterruptedException {
        long now = file.size();
        int known = reached.marker().length();
        long from = reached.offset() - known;
        // Of a file of which nothing was read, the size alone shows that it was truncated.
        boolean isShorter = now < (reached.offset() == 0 ? size : reached.offset());
        int length =
                file.read(
                        buffer,
                        isShorter ? known : (int) Math.min(buffer.length, now - from),
                        from);
        boolean intact = reached.marker().begins(buffer, length);
        failing = false;
        if (isShorter) return shorter(intact && known > 0);
        shorter = Optional.empty();
        if (!intact || (length > known && !reached.head().matches(file))) return Turn.REWRITTEN;
        measured(now);

        int start = known + text.findEncoding(file, reached.offset(), buffer, length);
        int split = text.split(buffer, start, length, records);
        if (growth.lasts(patience)) records.complete();
        int end = records.heldFrom(split);
        holds = end < split;
        if (end > known) advanceOrFail(from + end, Marker.before(end, buffer));
        else if (!holds && length == buffer.length) return passHole(buffer, now);
        caughtUp = from + length >= now && !records.isFull();
        return end > known ? Turn.CAME_ON : Turn.NOTHING;
    }

    /// Notes its size, if it still holds what was read.
    void measure() throws IOException, InterruptedException {
        long now = file.size();
        if (isIntact()) measured(now);
    }

    private void measured(long now) {
        if (now != size) growth.end();
        size = now;
        intactAt = Instant.now();
    }

    /// Takes what waited for more: nothing more is expected.
    void finish(byte[] buffer, Records records) throws IOException, InterruptedException {
        int length = file.read(buffer, buffer.length, reached.offset());
        int start = text.findEncoding(file, reached.offset(), buffer, length);
        text.finish(buffer, start, length, records);
        records.complete();
        long end = reached.offset() + length;
        advanceOrFail(end, Marker.before(end, file));
        reached = reached.finishedAt(Instant.now());
    }

    /// It stands at a path.
    void seen(Path path, FileStat stat) {
        inSight = true;
        at = path;
        boolean birthMoved = !stat.identity().birth().equals(identity.birth());
        if (birthMoved && !reached.birthMoves()) reached = reached.withoutBirth();
    }

    /// No path shows it any more: it was moved or deleted.
    void lostFromSight() {
        if (inSight) growth.end();
        inSight = false;
    }

    boolean isInSight() {
        return inSight;
    }

    /// It cannot be read now; others need not wait for it.
    void failed() {
        caughtUp = true;
        failing = true;
    }

    /// Whether it is read to its end, and nothing came for so long.
    boolean isSilent(Duration time) {
        return caughtUp && !failing && !holds && growth.lasts(time);
    }

    /// Goes back to the beginning.
    ///
    /// @param lost how many bytes of what was there are gone
    /// @param before what is read first
    void startOver(long lost, Optional<TailedFile> before) {
        predecessor = before;
        shorter = Optional.empty();
        reached = reached.fromTheBeginning(lost);
        text.startOver();
        caughtUp = false;
        holds = false;
        size = 0;
        sizeOfHole = -1;
        growth.end();
    }

    /// A network file system may tell an old size while the bytes are there.
    private Turn shorter(boolean bytesAreThere) {
        caughtUp = true;
        if (bytesAreThere) return Turn.NOTHING;
        if (shorter.isEmpty()) shorter = Optional.of(new Silence());
        return Turn.SHORTER;
    }

    /// Whether it has said for so long that it is shorter than what was read.
    boolean isShorterFor(Duration time) {
        return shorter.filter(since -> since.lasts(time)).isPresent();
    }

    private Turn arrived() {
        caughtUp = true;
        return Turn.NOTHING;
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
        reached = reached.reaching(offset, head, marker, text.isSkipping());
        growth.end();
    }

    /// Goes on behind a run of NULs longer than a buffer. One that reaches to the end of the file
    /// may be space that is reserved, and is looked at again when the file has grown.
    private Turn passHole(byte[] buffer, long end) throws IOException, InterruptedException {
        if (end == sizeOfHole) return arrived();
        long at = reached.offset();
        while (at < end) {
            int length = file.read(buffer, (int) Math.min(buffer.length, end - at), at);
            if (length == 0) break;
            int zeros = text.encoding().textFrom(buffer, 0, length);
            if (zeros < length) {
                advance(at + zeros, Marker.before(at + zeros, file));
                caughtUp = false;
                return Turn.CAME_ON;
            }
            at += length;
        }
        sizeOfHole = end;
        return arrived();
    }

    @Override
    public void close() {
        caughtUp = true;
        file.close();
    }
}
