package heliograph.journal;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Numbers the lines of a commit's batches and lays them into blocks. Used by the writer's thread.
final class BlockAssembler {
    /// In bytes; only a single larger line makes a larger block. As large as one write to a
    /// subscriber: a damaged page costs no more, and a search for one entry reads no more.
    static final int BLOCK_SIZE = 64 << 10;

    private final Instant received;
    private final List<Block> blocks = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int[] ends = new int[64];
    private long first;
    private int count;

    BlockAssembler(long first, Instant received) {
        this.first = first;
        this.received = received;
    }

    /// Adds a batch and returns the offset of its first line.
    long add(Batch batch) {
        long firstOfBatch = first + count;
        int line = 0;
        while (line < batch.count()) {
            int end = linesThatFit(batch, line);
            if (end == line && count > 0) {
                endBlock();
                continue;
            }
            end = Math.max(end, line + 1);
            addLines(batch, line, end);
            line = end;
        }
        return firstOfBatch;
    }

    List<Block> blocks() {
        endBlock();
        return blocks;
    }

    private void addLines(Batch batch, int from, int to) {
        int shift = body.size() - batch.start(from);
        batch.writeTo(body, from, to);
        if (count + to - from > ends.length) ends = Arrays.copyOf(ends, 2 * (count + to - from));
        for (int line = from; line < to; line++) ends[count++] = batch.start(line + 1) + shift;
    }

    private int linesThatFit(Batch batch, int line) {
        int room = BLOCK_SIZE - body.size();
        if (batch.start(batch.count()) - batch.start(line) <= room) return batch.count();
        int end = line;
        while (end < batch.count() && batch.start(end + 1) - batch.start(line) <= room) end++;
        return end;
    }

    private void endBlock() {
        if (count == 0) return;
        blocks.add(Block.of(first, received, body.toByteArray(), Arrays.copyOf(ends, count)));
        first += count;
        count = 0;
        body.reset();
    }
}
