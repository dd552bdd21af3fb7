package heliograph.source.filetail;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

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
    private final Observed observed;
    private final RecentBytes recent;
    private final Hole hole = new Hole();
    private FileCheckpoint reached;
    private Optional<TailedFile> predecessor;
    private boolean caughtUp;
    private boolean failing;
    private boolean holds;
    private boolean inDoubt;
    private volatile long published; // told by the source's thread

    /// @param recent what was read of it when it was open before
    /// @param predecessor the generation that is read to its end before this one begins
    TailedFile(
            FileIdentity identity,
            OpenFile file,
            FileCheckpoint reached,
            RecentBytes recent,
            LineSplitter.Rules asked,
            Optional<TailedFile> predecessor) {
        this.identity = identity;
        this.file = file;
        this.reached = reached;
        this.recent = recent;
        this.text = new FileText(asked, reached.skipping());
        this.observed = new Observed(reached.path());
        this.predecessor = predecessor;
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

    Observed observed() {
        return observed;
    }

    RecentBytes recent() {
        return recent;
    }

    /// How its bytes are text, as far as it was read.
    Encoding encoding() {
        return text.encoding();
    }

    /// Whether it still holds what was read.
    boolean isIntact() throws IOException, InterruptedException {
        return reached.matches(file);
    }

    /// Whether it holds all of another file.
    boolean holdsAllOf(OpenFile other) throws IOException, InterruptedException {
        return file.holdsAllOf(other);
    }

    /// Whether all of another file was read here, before this one was truncated.
    boolean hasRead(OpenFile copy, FileStat stat) throws IOException, InterruptedException {
        if (!reached.mayCover(copy)) return false;
        Instant made = stat.identity().birth();
        Instant intactAt = observed.intactAt().orElse(reached.readAt());
        if (RecentBytes.isBefore(made, intactAt)) return true;
        // What was made later may be a copy of what came after the truncation.
        if (made.isAfter(intactAt)) return false;
        return recent.isEmpty() || recent.holdTheEndOf(copy);
    }

    /// How many bytes are known to be there and are not published.
    long behind() {
        return Math.max(0, observed.size() - published);
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
        Instant begun = Instant.now();
        long size = file.size();
        int known = reached.marker().length();
        long from = reached.offset() - known;
        // Of a file of which nothing was read, the size alone shows that it was truncated.
        boolean isShorter = size < (reached.offset() == 0 ? observed.size() : reached.offset());
        int length =
                file.read(
                        buffer,
                        isShorter ? known : (int) Math.min(buffer.length, size - from),
                        from);
        boolean intact = reached.marker().begins(buffer, length);
        failing = false;
        if (isShorter) return intact && known > 0 ? arrived() : changed(Turn.SHORTER);
        boolean looks = length > known || inDoubt;
        byte[] beginning = looks ? Fingerprint.read(file) : new byte[0];
        if (!intact || (looks && !reached.head().begins(beginning))) return changed(Turn.REWRITTEN);
        if (from == 0 && looks && isChanging(size, buffer, beginning)) return Turn.NOTHING;
        if (inDoubt && !recent.standIn(file)) return changed(Turn.REWRITTEN);
        if (inDoubt || size != observed.size()) recent.wereThere(begun);
        inDoubt = false;
        observed.isIntact(size, begun);

        int start = known + text.findEncoding(file, reached.offset(), buffer, length);
        int split = text.split(buffer, start, length, records);
        if (observed.isSilentFor(patience)) records.complete();
        int end = records.heldFrom(split);
        holds = end < split;
        if (end > known) {
            recent.add(buffer, known, end, reached.offset());
            advance(from + end, Marker.before(end, buffer), beginning);
            reached = reached.readAt(begun);
        } else if (!holds && length == buffer.length) {
            return passHole(buffer, size, beginning);
        } else {
            seen(beginning);
        }
        caughtUp = from + length >= size && !records.isFull();
        return end > known ? Turn.CAME_ON : Turn.NOTHING;
    }

    /// Whether it was truncated within this turn: at its beginning nothing else would tell.
    private boolean isChanging(long size, byte[] buffer, byte[] beginning)
            throws IOException, InterruptedException {
        int length = (int) Math.min(size, beginning.length);
        return file.size() < size || !Arrays.equals(buffer, 0, length, beginning, 0, length);
    }

    /// Notes its size, if it still holds what was read.
    void measure() throws IOException, InterruptedException {
        Instant begun = Instant.now();
        long size = file.size();
        byte[] beginning = reached.offset() == 0 ? Fingerprint.read(file) : new byte[0];
        if (!isIntact() || file.size() < size) return;
        observed.isIntact(size, begun);
        seen(beginning);
    }

    /// A file of which nothing was read is known by what was seen of it.
    private void seen(byte[] beginning) {
        if (reached.offset() > 0) return;
        Fingerprint head = reached.head().growing(beginning, beginning.length);
        if (!head.equals(reached.head())) reached = reached.withHead(head);
    }

    /// Takes what waited for more: nothing more is expected.
    void finish(byte[] buffer, Records records) throws IOException, InterruptedException {
        int length = file.read(buffer, buffer.length, reached.offset());
        int start = text.findEncoding(file, reached.offset(), buffer, length);
        text.finish(buffer, start, length, records);
        records.complete();
        long end = reached.offset() + length;
        try {
            advance(end, Marker.before(end, file), Fingerprint.read(file));
        } catch (IOException e) {
            // The lines are in the batch already; only a new run knows what was published.
            throw new UncheckedIOException(e);
        }
        reached = reached.finishedAt(Instant.now());
    }

    /// It stands at a path.
    void seen(Path path, FileStat stat) {
        observed.stands(path);
        boolean birthMoved = !stat.identity().birth().equals(identity.birth());
        if (birthMoved && !reached.birthMoves()) reached = reached.withoutBirth();
        if (!recent.areInDoubt(stat)) return;
        inDoubt = true;
        caughtUp = false;
    }

    /// It cannot be read now; others need not wait for it.
    void failed() {
        caughtUp = true;
        failing = true;
    }

    /// Whether it is read to its end, and nothing came for so long.
    boolean isSilent(Duration time) {
        return caughtUp && !failing && !holds && observed.isSilentFor(time);
    }

    /// Goes back to the beginning.
    ///
    /// @param lost how many bytes of what was there are gone
    /// @param before what is read first
    void startOver(long lost, Optional<TailedFile> before) {
        predecessor = before;
        reached = reached.fromTheBeginning(lost);
        text.startOver();
        observed.startOver();
        recent.startOver(0);
        hole.startOver();
        caughtUp = false;
        holds = false;
        inDoubt = false;
    }

    private Turn changed(Turn how) {
        caughtUp = true;
        observed.isChanged();
        return how;
    }

    private Turn arrived() {
        caughtUp = true;
        return Turn.NOTHING;
    }

    private void advance(long offset, Marker marker, byte[] beginning) {
        Fingerprint head = reached.head().growing(beginning, offset);
        reached = reached.reaching(offset, head, marker, text.isSkipping());
        observed.cameOn();
    }

    private Turn passHole(byte[] buffer, long end, byte[] beginning)
            throws IOException, InterruptedException {
        OptionalLong behind = hole.textBehind(file, reached.offset(), end, text.encoding(), buffer);
        if (behind.isEmpty()) return arrived();
        advance(behind.getAsLong(), Marker.before(behind.getAsLong(), file), beginning);
        recent.startOver(behind.getAsLong());
        caughtUp = false;
        return Turn.CAME_ON;
    }

    @Override
    public void close() {
        caughtUp = true;
        file.close();
    }
}
