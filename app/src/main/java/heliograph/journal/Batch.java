package heliograph.journal;

import heliograph.source.Checkpoint;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/// Messages on their way into the journal: JSON lines without their ids, each with one hole where
/// the writer stamps the arrival, and the checkpoints and the receipt to commit with them.
///
/// Made by the publisher's thread, then owned by the writer.
public final class Batch {
    /// The width of a stamp: `2026-11-22T15:00:00.123Z`.
    public static final int STAMP_LENGTH = 24;

    /// Brings nothing: only a try whether anything can be written.
    static final Batch EMPTY =
            new Batch(new byte[0], new int[0], new int[0], new SourceKey("", ""), List.of());

    private final byte[] lines;
    private final int[] lineEnds;
    private final int[] holes;
    private final SourceKey source;
    private final List<Checkpoint> checkpoints;
    private Optional<Receipt> receipt;

    /// @param lines the messages, each ended by `\n`; what is behind the last does not count
    /// @param lineEnds where each line ends, behind its `\n`
    /// @param holes where the arrival of each line is to stand
    public Batch(
            byte[] lines,
            int[] lineEnds,
            int[] holes,
            SourceKey source,
            List<Checkpoint> checkpoints) {
        this(lines, lineEnds, holes, source, checkpoints, Optional.empty());
    }

    /// @param receipt of the request that they came with, as it was before them
    public Batch(
            byte[] lines,
            int[] lineEnds,
            int[] holes,
            SourceKey source,
            List<Checkpoint> checkpoints,
            Optional<Receipt> receipt) {
        this.lines = lines;
        this.lineEnds = lineEnds;
        this.holes = holes;
        this.source = source;
        this.checkpoints = checkpoints;
        this.receipt = receipt;
    }

    public int count() {
        return lineEnds.length;
    }

    public int bytes() {
        return start(count());
    }

    SourceKey source() {
        return source;
    }

    List<Checkpoint> checkpoints() {
        return checkpoints;
    }

    Optional<Receipt> receipt() {
        return receipt;
    }

    /// Its first offset is known now: the receipt says so too.
    void number(long first) {
        receipt = receipt.map(before -> before.and(first, count()));
    }

    void stamp(byte[] arrival) {
        for (int hole : holes) System.arraycopy(arrival, 0, lines, hole, STAMP_LENGTH);
    }

    /// Where line `index` begins; the end of all for the index behind the last.
    int start(int index) {
        return index == 0 ? 0 : lineEnds[index - 1];
    }

    void writeTo(ByteArrayOutputStream body, int fromLine, int toLine) {
        body.write(lines, start(fromLine), start(toLine) - start(fromLine));
    }
}
