package heliograph.broadcast;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/// Lays frames into one HTTP chunk (RFC 9112 §7.1). Used by one thread.
final class ChunkWriter {
    private static final byte[] CR_LF = {'\r', '\n'};

    private final byte[] bytes;
    private final int[] begins;
    private final int[] heads;
    private final int sizeLine; // room for it
    private int length;
    private int count;

    /// @param frameBytes of all frames together, at most: the chunk is copied once more if they
    ///     have less
    ChunkWriter(int frameBytes, int frames) {
        sizeLine = sizeLine(frameBytes).length;
        length = sizeLine;
        bytes = new byte[sizeLine + frameBytes + CR_LF.length];
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
        byte[] size = sizeLine(length - sizeLine);
        int start = sizeLine - size.length;
        System.arraycopy(size, 0, bytes, start, size.length);
        append(CR_LF);
        if (length == bytes.length && start == 0 && count == heads.length) {
            return new Frames(first, last, bytes, begins, heads);
        }
        byte[] chunk = Arrays.copyOfRange(bytes, start, length);
        return new Frames(
                first, last, chunk, moved(begins, count + 1, start), moved(heads, count, start));
    }

    private static byte[] sizeLine(int frameBytes) {
        return (Integer.toHexString(frameBytes) + "\r\n").getBytes(US_ASCII);
    }

    private static int[] moved(int[] places, int count, int by) {
        int[] moved = Arrays.copyOf(places, count);
        for (int i = 0; i < count; i++) moved[i] -= by;
        return moved;
    }
}
