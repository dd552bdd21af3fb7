package heliograph.journal;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Consecutive entries of one commit as they are on disk: JSON lines without their ids. Immutable.
///
/// ```
/// body    {"time":…}\n{"time":…}\n{"time":…}\n
///         ^start(0)   ^start(1)   ^start(2)   ^end(2)
/// checks  (length, checksum) of each line, 8 bytes
/// crc     the checksum of first, count, received and checks
/// ```
/// The offset of a line is the block's first offset plus the lines before it. Each entry is checked
/// alone, so that one flipped bit costs one entry; when the head or the checks themselves are
/// damaged, nothing of the block can be trusted, and there is none.
public final class Block {
    private static final int CHECK = 8; // bytes: a length and a CRC32C

    private final long first;
    private final Instant received;
    private final byte[] body;
    private final int[] ends;
    private final BitSet damaged;

    private Block(long first, Instant received, byte[] body, int[] ends, BitSet damaged) {
        this.first = first;
        this.received = received;
        this.body = body;
        this.ends = ends;
        this.damaged = damaged;
    }

    /// @param ends where each line ends, behind its `\n`
    static Block of(long first, Instant received, byte[] body, int[] ends) {
        return new Block(first, received, body, ends, new BitSet());
    }

    /// A block as it was read. Entries that do not fit their checksums are damaged. Empty when
    /// not even its place and its length are what was written.
    static Optional<Block> checked(
            long first, int count, Instant received, byte[] body, byte[] checks, long crc) {
        if (crc != crc(first, count, received, checks) || checks.length != CHECK * count) {
            return Optional.empty();
        }
        int[] ends = new int[count];
        BitSet damaged = new BitSet();
        ByteBuffer expected = ByteBuffer.wrap(checks);
        int start = 0;
        for (int i = 0; i < count; i++) {
            int end = start + expected.getInt();
            int checksum = expected.getInt();
            boolean there = end <= body.length;
            if (!there || checksum(body, start, end) != checksum) damaged.set(i);
            ends[i] = start = Math.min(end, body.length);
        }
        return Optional.of(new Block(first, received, body, ends, damaged));
    }

    public long first() {
        return first;
    }

    public long last() {
        return first + count() - 1;
    }

    public int count() {
        return ends.length;
    }

    /// When the journal took these messages in; never before that of an earlier block.
    public Instant received() {
        return received;
    }

    /// Whether any entry is damaged.
    public boolean damaged() {
        return !damaged.isEmpty();
    }

    /// How many entries are what was written.
    int countIntact() {
        return count() - damaged.cardinality();
    }

    /// Whether an entry is what was written. Of others nothing may be shown.
    public boolean intact(int index) {
        return !damaged.get(index);
    }

    /// The first entry from `index` on that is damaged; [#count] when there is none.
    public int nextDamaged(int index) {
        int next = damaged.nextSetBit(index);
        return next < 0 ? count() : next;
    }

    /// The first entry from `index` on that is intact; [#count] when there is none.
    public int nextIntact(int index) {
        return Math.min(damaged.nextClearBit(index), count());
    }

    /// The lines, each ended by `\n`. Not a copy: do not write to it.
    public byte[] body() {
        return body;
    }

    /// Where a line begins in the body.
    public int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /// Where a line ends in the body, behind its `\n`.
    public int end(int index) {
        return ends[index];
    }

    /// A line without its `\n`.
    public byte[] line(int index) {
        return Arrays.copyOfRange(body, start(index), end(index) - 1);
    }

    /// What is damaged gets a check that fails again.
    byte[] checks() {
        ByteBuffer checks = ByteBuffer.allocate(CHECK * count());
        for (int i = 0; i < count(); i++) {
            int checksum = checksum(body, start(i), end(i));
            checks.putInt(end(i) - start(i)).putInt(intact(i) ? checksum : ~checksum);
        }
        return checks.array();
    }

    long crc(byte[] checks) {
        return crc(first, count(), received, checks);
    }

    private static long crc(long first, int count, Instant received, byte[] checks) {
        ByteBuffer head = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + Long.BYTES);
        head.putLong(first).putInt(count).putLong(received.toEpochMilli()).flip();
        CRC32C crc = new CRC32C();
        crc.update(head);
        crc.update(checks);
        return crc.getValue();
    }

    private static int checksum(byte[] body, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(body, from, to - from);
        return (int) crc.getValue();
    }
}
