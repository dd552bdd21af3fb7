package heliograph.source.filetail;

import heliograph.source.filetail.Position.Read;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One generation that is being read: an open file whose bytes become lines, turn by turn. Holds no
/// bytes between two turns; a line or an event that is not complete is read again. Owned by the
/// reader's thread.
final class TailedFile implements Closeable {
    private static final int TURN = 256 << 10;

    /// What came of a turn.
    enum Turn {
        NOTHING,
        CAME_ON,
        /// As [Position.State#SHORTER].
        SHORTER,
        /// As [Position.State#REWRITTEN].
        REWRITTEN
    }

    private final FileIdentity identity;
    private final OpenFile file;
    private final FileText text;
    private final Observed observed;
    private final Position position;
    private final Hole hole = new Hole();
    private Optional<TailedFile> predecessor;
    private boolean caughtUp;
    private boolean failing;
    private boolean holds;
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
        this.position = new Position(file, reached, recent);
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
        return position.reached();
    }

    Path path() {
        return reached().path();
    }

    Observed observed() {
        return observed;
    }

    RecentBytes recent() {
        return position.recent();
    }

    /// How its bytes are text, as far as it was read.
    Encoding encoding() {
        return text.encoding();
    }

    /// Whether it still holds what was read.
    boolean isIntact() throws IOException, InterruptedException {
        return position.isIntact();
    }

    /// Whether it holds all of another file.
    boolean holdsAllOf(OpenFile other) throws IOException, InterruptedException {
        return file.holdsAllOf(other);
    }

    /// Whether all of another file was read here, before this one was truncated.
    boolean hasRead(OpenFile copy, FileStat stat) throws IOException, InterruptedException {
        return position.hasRead(copy, stat, observed.intactAt());
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
        Read read = position.read(buffer, observed.size());
        failing = false;
        return switch (read.state()) {
            case INTACT -> take(buffer, read, records, patience);
            case STALE -> arrived();
            case SHORTER -> changed(Turn.SHORTER);
            case REWRITTEN -> changed(Turn.REWRITTEN);
            case CHANGING -> Turn.NOTHING;
        };
    }

    private Turn take(byte[] buffer, Read read, Records records, Duration patience)
            throws IOException, InterruptedException {
        observed.isIntact(read.size(), read.begun());
        long offset = reached().offset();
        int length = read.length();
        int start = read.known() + text.findEncoding(file, offset, buffer, length);
        int split = text.split(buffer, start, length, records);
        if (observed.isSilentFor(patience)) records.complete();
        int end = records.heldFrom(split);
        holds = end < split;
        boolean cameOn = end > read.known();
        if (!cameOn && !holds && length == buffer.length) return passHole(buffer, read.size());
        if (cameOn) {
            position.advance(read, buffer, end, text.isSkipping());
            observed.cameOn();
        } else {
            position.rememberBeginning();
        }
        boolean isAll = offset - read.known() + length >= read.size();
        caughtUp = isAll && !records.isFull();
        return cameOn ? Turn.CAME_ON : Turn.NOTHING;
    }

    /// Notes its size, if it still holds what was read.
    void measure() throws IOException, InterruptedException {
        Instant begun = Instant.now();
        long size = file.size();
        position.look();
        if (!isIntact() || file.size() < size) return;
        observed.isIntact(size, begun);
        position.rememberBeginning();
    }

    /// Takes what waited for more: nothing more is expected.
    void finish(byte[] buffer, Records records) throws IOException, InterruptedException {
        long offset = reached().offset();
        int length = file.read(buffer, buffer.length, offset);
        int start = text.findEncoding(file, offset, buffer, length);
        text.finish(buffer, start, length, records);
        records.complete();
        try {
            position.leap(offset + length, text.isSkipping());
        } catch (IOException e) {
            // The lines are in the batch already; only a new run knows what was published.
            throw new UncheckedIOException(e);
        }
        position.finished(Instant.now());
    }

    /// It stands at a path.
    void seen(Path path, FileStat stat) {
        observed.stands(path);
        if (!stat.identity().birth().equals(identity.birth())) position.birthMoves();
        if (position.isInDoubt(stat)) caughtUp = false;
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
        position.startOver(lost);
        text.startOver();
        observed.startOver();
        hole.startOver();
        caughtUp = false;
        holds = false;
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

    private Turn passHole(byte[] buffer, long end) throws IOException, InterruptedException {
        OptionalLong behind =
                hole.textBehind(file, reached().offset(), end, text.encoding(), buffer);
        if (behind.isEmpty()) return arrived();
        position.leap(behind.getAsLong(), text.isSkipping());
        observed.cameOn();
        caughtUp = false;
        return Turn.CAME_ON;
    }

    @Override
    public void close() {
        caughtUp = true;
        file.close();
    }
}
