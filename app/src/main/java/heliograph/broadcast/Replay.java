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

    // What one query reads: a few writes, so that the query costs little beside them, and few
    // enough that the cache holds the pages of dozens of subscribers at different places.
    private static final int PAGE_SIZE = 4 * FrameEncoder.WRITE_SIZE;

    private final Journal journal;
    private final FrameCache pages = new FrameCache(CAPACITY);

    Replay(Journal journal) {
        this.journal = journal;
    }

    /// The frames that cover the offset, or the gap that begins there.
    ///
    /// @param newest the newest that subscribers may see, not before this one
    Delivery at(long offset, long newest) throws InterruptedException {
        long oldest = journal.oldest();
        if (offset < oldest) return expired(offset, Math.min(oldest - 1, newest));
        Optional<Frames> page = pages.at(offset);
        if (page.isPresent()) return page.get();
        // The page may reach into a commit that is on its way to the tail: nobody sees that yet.
        List<Block> blocks =
                journal.page(offset, PAGE_SIZE).stream()
                        .takeWhile(block -> block.last() <= newest)
                        .toList();
        if (blocks.isEmpty()) return expired(offset, newest);
        return read(blocks, offset);
    }

    private static Gap expired(long from, long to) {
        return new Gap(from, to, Gap.Reason.EXPIRED);
    }

    private Delivery read(List<Block> blocks, long offset) {
        Block block = blocks.getFirst();
        if (block.first() > offset) return expired(offset, block.first() - 1);
        List<Frames> portions = FrameEncoder.encode(blocks, journal.epochs());
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
