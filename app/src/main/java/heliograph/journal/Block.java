package heliograph.journal;

import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// The entries of one commit as they are on disk: JSON lines without their ids. Immutable.
///
/// The offset of a line is the block's first offset plus the lines before it.
public final class Block {
    private final long first;
    private final int count;
    private final Instant received;
    private final byte[] body;
    private final boolean damaged;

    private Block(long first, int count, Instant received, byte[] body, boolean damaged) {
        this.first = first;
        this.count = count;
        this.received = received;
        this.body = body;
        this.damaged = damaged;
    }

    static Block of(long first, int count, Instant received, byte[] body) {
        return new Block(first, count, received, body, false);
    }

    /// A block as it was read; what does not fit its checksum is damaged and shows nothing.
    static Block checked(long first, int count, Instant received, byte[] body, long crc) {
        boolean damaged = checksum(body) != crc || lines(body) != count;
        return new Block(first, count, received, damaged ? new byte[0] : body, damaged);
    }

    public long first() {
        return first;
    }

    public long last() {
        return first + count - 1;
    }

    public int count() {
        return count;
    }

    /// When the journal took these messages in; never before that of an earlier block.
    public Instant received() {
        return received;
    }

    public boolean damaged() {
        return damaged;
    }

    /// The lines, each ended by `\n`. Not a copy: do not write to it.
    public byte[] body() {
        return body;
    }

    /// Where each line begins.
    public int[] lineStarts() {
        int[] starts = new int[damaged ? 0 : count];
        int line = 0;
        for (int at = 0; line < starts.length; at++) {
            if (at == 0 || body[at - 1] == '\n') starts[line++] = at;
        }
        return starts;
    }

    /// The line that begins there, without its `\n`.
    public byte[] line(int start) {
        int end = start;
        while (body[end] != '\n') end++;
        return Arrays.copyOfRange(body, start, end);
    }

    long checksum() {
        return checksum(body);
    }

    private static long checksum(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return crc.getValue();
    }

    private static int lines(byte[] body) {
        int lines = 0;
        for (byte b : body) if (b == '\n') lines++;
        return lines;
    }
}
