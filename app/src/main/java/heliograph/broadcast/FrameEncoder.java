package heliograph.broadcast;

import static java.nio.charset.StandardCharsets.US_ASCII;

import heliograph.journal.Block;
import heliograph.journal.Epochs;

import java.util.ArrayList;
import java.util.List;

/// Turns a block into frames, and splices in what was not known before the commit: the ids.
final class FrameEncoder {
    /// What is gathered into one write. The JDK copies all that remains again after each partial
    /// write, so more would not be faster.
    static final int WRITE_SIZE = 64 << 10; // bytes

    private static final byte[] ID = "id: ".getBytes(US_ASCII);
    private static final byte[] DATA = "\ndata: {\"id\":\"".getBytes(US_ASCII);
    private static final byte[] END_OF_ID = "\",".getBytes(US_ASCII);
    static final byte[] END = "\n\n".getBytes(US_ASCII);
    private static final int FIXED = ID.length + DATA.length + END_OF_ID.length + END.length;

    private FrameEncoder() {}

    /// The block's frames, in portions of at most [#WRITE_SIZE] unless one frame alone is larger.
    static List<Frames> encode(Block block, Epochs epochs) {
        String epoch = epochs.idOf(block.first()).epoch();
        int[] starts = block.lineStarts();
        List<Frames> portions = new ArrayList<>();
        int around = FIXED + 2 * (epoch + "-" + block.last()).length();
        int from = 0;
        while (from < starts.length) {
            int to = from + 1;
            while (to < starts.length
                    && end(block, starts, to) - starts[from] + (to + 1 - from) * around
                            <= WRITE_SIZE) {
                to++;
            }
            portions.add(portion(block, starts, from, to, epoch, around));
            from = to;
        }
        return portions;
    }

    /// @param around the most bytes that stand around a line
    private static Frames portion(
            Block block, int[] starts, int from, int to, String epoch, int around) {
        int lines = end(block, starts, to - 1) - starts[from];
        ChunkWriter writer = new ChunkWriter(lines + (to - from) * around, to - from);
        for (int i = from; i < to; i++) {
            byte[] id = (epoch + "-" + (block.first() + i)).getBytes(US_ASCII);
            writer.append(ID);
            writer.append(id);
            writer.append(DATA);
            writer.append(id);
            writer.append(END_OF_ID);
            writer.append(block.body(), starts[i] + 1, end(block, starts, i) - 1);
            writer.append(END);
            writer.endFrame(ID.length + DATA.length + END_OF_ID.length + 2 * id.length);
        }
        return writer.frames(block.first() + from, block.first() + to - 1);
    }

    /// Behind the line's `\n`.
    private static int end(Block block, int[] starts, int line) {
        return line + 1 < starts.length ? starts[line + 1] : block.body().length;
    }
}
