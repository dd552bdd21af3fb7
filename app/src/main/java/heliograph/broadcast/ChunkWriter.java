package heliograph.broadcast;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/// Lays frames into one HTTP chunk (RFC 9112 §7.1). Used by one thread.
final class ChunkWriter {
    private static final int SIZE_LINE = 10; // room for eight hexadecimal digits and CR LF

    private final byte[] bytes;
    private final int[] begins;
    private final int[] heads;
    private int length = SIZE_LINE;
    private int count;

    ChunkWriter(int frameBytes, int frames) {
        bytes = new byte[SIZE_LINE + frameBytes + 2];
        begins = new int[frames + 1];
        heads = new int[frames];
        begins[0] = length;
    }

    /// Adds a frame that is encoded already.
    void frame(byte[] source, int from, int to, int head) {
        append(source, from, to);
        endFrame(head);
    }

    void append(byte[] source, int from, int to) {
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
    }

    void append(byte[] source) {
        append(source, 0, source.length);
    }

    /// @param head where the hub's own fields stand, counted from the frame's begin
    void endFrame(int head) {
        heads[count] = begins[count] + head;
        begins[++count] = length;
    }

    /// The chunk, its size line moved up to the frames.
    Frames frames(long first, long last) {
        byte[] size = (Integer.toHexString(length - SIZE_LINE) + "\r\n").getBytes(US_ASCII);
        int start = SIZE_LINE - size.length;
        System.arraycopy(size, 0, bytes, start, size.length);
        bytes[length] = '\r';
        bytes[length + 1] = '\n';
        byte[] chunk = Arrays.copyOfRange(bytes, start, length + 2);
        return new Frames(
                first, last, chunk, moved(begins, count + 1, start), moved(heads, count, start));
    }

    private static int[] moved(int[] places, int count, int by) {
        int[] moved = Arrays.copyOf(places, count);
        for (int i = 0; i < count; i++) moved[i] -= by;
        return moved;
    }
}
