package heliograph.broadcast;

import static java.nio.charset.StandardCharsets.US_ASCII;

import heliograph.journal.Block;
import heliograph.journal.Epochs;

import java.util.ArrayList;
import java.util.List;

/// Turns blocks into frames, and splices in what was not known before the commit: the ids.
///
/// ```
/// blocks    [1 2 3][4][5][6][8][9 10 11 … 900]      7 is damaged or forgotten
/// portions  [1 2 3  4  5  6][8  9 10 … 170][171 … 331]…
/// ```
/// So a past of single messages goes out in as few writes as one of large commits. Used by one
/// thread, for some blocks.
final class FrameEncoder {
    /// What is gathered into one write. The JDK copies all that remains again after each partial
    /// write, so more would not be faster.
    static final int WRITE_SIZE = 64 << 10; // bytes

    private static final byte[] ID = "id: ".getBytes(US_ASCII);
    private static final byte[] DATA = "\ndata: {\"id\":\"".getBytes(US_ASCII);
    private static final byte[] END_OF_ID = "\",".getBytes(US_ASCII);
    static final byte[] END = "\n\n".getBytes(US_ASCII);
    private static final int NOT_TAKEN = 2; // bytes of a line: the brace it begins with, its end
    private static final int FIXED =
            ID.length + DATA.length + END_OF_ID.length + END.length - NOT_TAKEN;

    /// Lines of one block that belong to one portion.
    private record Run(Block block, String epoch, int from, int to) {}

    private final List<Frames> portions = new ArrayList<>();
    private final List<Run> gathered = new ArrayList<>(); // the portion that is not full yet
    private int size; // the most bytes its frames can have
    private int frames;
    private long next; // the offset that would continue it

    private FrameEncoder() {}

    /// The frames of blocks that ascend, in portions of at most [#WRITE_SIZE] unless one frame
    /// alone is larger. Damaged entries are in none of them, and no portion spans a hole.
    static List<Frames> encode(List<Block> blocks, Epochs epochs) {
        FrameEncoder encoder = new FrameEncoder();
        for (Block block : blocks) encoder.add(block, epochs.idOf(block.first()).epoch());
        encoder.endPortion();
        return encoder.portions;
    }

    private void add(Block block, String epoch) {
        int around = FIXED + 2 * (epoch + "-" + block.last()).length();
        int from = block.nextIntact(0);
        while (from < block.count()) {
            if (block.first() + from != next) endPortion();
            int to = linesThatFit(block, from, around);
            if (to == from) {
                endPortion();
                continue;
            }
            gathered.add(new Run(block, epoch, from, to));
            size += size(block, from, to, around);
            frames += to - from;
            next = block.first() + to;
            from = block.nextIntact(to);
        }
    }

    /// Where the lines end that still fit in; at least one fits into an empty portion.
    private int linesThatFit(Block block, int from, int around) {
        int intact = block.nextDamaged(from);
        int to = size == 0 ? from + 1 : from;
        while (to < intact && size + size(block, from, to + 1, around) <= WRITE_SIZE) to++;
        return to;
    }

    /// @param around the most bytes that stand around a line
    private static int size(Block block, int from, int to, int around) {
        return block.end(to - 1) - block.start(from) + (to - from) * around;
    }

    private void endPortion() {
        if (frames == 0) return;
        ChunkWriter writer = new ChunkWriter(size, frames);
        for (Run run : gathered) write(writer, run);
        portions.add(writer.frames(next - frames, next - 1));
        gathered.clear();
        size = 0;
        frames = 0;
    }

    private static void write(ChunkWriter writer, Run run) {
        Block block = run.block();
        for (int i = run.from(); i < run.to(); i++) {
            byte[] id = (run.epoch() + "-" + (block.first() + i)).getBytes(US_ASCII);
            writer.append(ID);
            writer.append(id);
            writer.append(DATA);
            writer.append(id);
            writer.append(END_OF_ID);
            writer.append(block.body(), block.start(i) + 1, block.end(i) - 1);
            writer.append(END);
            writer.endFrame(ID.length + DATA.length + END_OF_ID.length + 2 * id.length);
        }
    }
}
