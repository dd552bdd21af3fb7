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
    private static final byte[] END = "\n\n".getBytes(US_ASCII);
    private static final int FIXED = ID.length + DATA.length + END_OF_ID.length + END.length;

    private FrameEncoder() {}

    /// The block's frames, in portions of at most [#WRITE_SIZE] unless one frame alone is larger.
    /// Damaged entries are in none of them.
    static List<Frames> encode(Block block, Epochs epochs) {
        String epoch = epochs.idOf(block.first()).epoch();
        List<Frames> portions = new ArrayList<>();
        int around = FIXED + 2 * (epoch + "-" + block.last()).length();
        int from = block.nextIntact(0);
        while (from < block.count()) {
            int intact = block.nextDamaged(from);
            int to = from + 1;
            while (to < intact
                    && block.end(to) - block.start(from) + (to + 1 - from) * around <= WRITE_SIZE) {
                to++;
            }
            portions.add(portion(block, from, to, epoch, around));
            from = block.nextIntact(to);
        }
        return portions;
    }

    /// @param around the most bytes that stand around a line
    private static Frames portion(Block block, int from, int to, String epoch, int around) {
        int lines = block.end(to - 1) - block.start(from);
        ChunkWriter writer = new ChunkWriter(lines + (to - from) * around, to - from);
        for (int i = from; i < to; i++) {
            byte[] id = (epoch + "-" + (block.first() + i)).getBytes(US_ASCII);
            writer.append(ID);
            writer.append(id);
            writer.append(DATA);
            writer.append(id);
            writer.append(END_OF_ID);
            writer.append(block.body(), block.start(i) + 1, block.end(i) - 1);
            writer.append(END);
            writer.endFrame(ID.length + DATA.length + END_OF_ID.length + 2 * id.length);
        }
        return writer.frames(block.first() + from, block.first() + to - 1);
    }
}
