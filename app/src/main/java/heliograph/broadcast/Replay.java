package heliograph.broadcast;

import heliograph.broadcast.Delivery.Gap;
import heliograph.journal.Block;
import heliograph.journal.Journal;

import java.util.List;
import java.util.Optional;

/// What is older than the tail, read back from the journal. Subscribers at the same place share the
/// pages. Safe from any thread.
final class Replay {
    private static final long CAPACITY = 16 << 20; // bytes

    private final Journal journal;
    private final FrameCache pages = new FrameCache(CAPACITY);

    Replay(Journal journal) {
        this.journal = journal;
    }

    /// The frames that cover the offset, or the gap that begins there.
    ///
    /// @param newest an offset that was committed, not before this one
    Delivery at(long offset, long newest) throws InterruptedException {
        Optional<Frames> page = pages.at(offset);
        if (page.isPresent()) return page.get();
        List<Block> blocks = journal.page(offset, 1);
        if (blocks.isEmpty()) return new Gap(offset, newest, Gap.Reason.EXPIRED);
        return read(blocks.getFirst(), offset);
    }

    private Delivery read(Block block, long offset) {
        if (block.first() > offset) return new Gap(offset, block.first() - 1, Gap.Reason.EXPIRED);
        List<Frames> portions = FrameEncoder.encode(block, journal.epochs());
        portions.forEach(pages::add);
        int index = (int) (offset - block.first());
        if (!block.intact(index)) {
            long lastDamaged = block.first() + block.nextIntact(index) - 1;
            return new Gap(offset, lastDamaged, Gap.Reason.DAMAGED);
        }
        return portions.stream()
                .filter(frames -> frames.last() >= offset)
                .findFirst()
                .orElseThrow();
    }
}
