package heliograph.journal;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Numbers the lines of a commit's batches and lays them into blocks. Used by the writer's thread.
final class BlockAssembler {
    static final int BLOCK_SIZE = 1 << 20; // bytes; only a single larger line makes a larger block

    private final Instant received;
    private final List<Block> blocks = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
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
            body.writeBytes(batch.copy(line, end));
            count += end - line;
            line = end;
        }
        return firstOfBatch;
    }

    List<Block> blocks() {
        endBlock();
        return blocks;
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
        blocks.add(Block.of(first, count, received, body.toByteArray()));
        first += count;
        count = 0;
        body.reset();
    }
}
