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
        long oldest = journal.oldest();
        if (offset < oldest) return expired(offset, Math.min(oldest - 1, newest));
        Optional<Frames> page = pages.at(offset);
        if (page.isPresent()) return page.get();
        List<Block> blocks = journal.page(offset, 1);
        if (blocks.isEmpty()) return expired(offset, newest);
        return read(blocks.getFirst(), offset);
    }

    private static Gap expired(long from, long to) {
        return new Gap(from, to, Gap.Reason.EXPIRED);
    }

    private Delivery read(Block block, long offset) {
        if (block.first() > offset) return expired(offset, block.first() - 1);
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
