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
        Optional<Block> block = journal.blockAt(offset);
        if (block.isEmpty()) return new Gap(offset, newest, Gap.Reason.EXPIRED);
        return read(block.get(), offset);
    }

    private Delivery read(Block block, long offset) {
        if (block.first() > offset) return new Gap(offset, block.first() - 1, Gap.Reason.EXPIRED);
        if (block.damaged()) return new Gap(offset, block.last(), Gap.Reason.DAMAGED);
        List<Frames> portions = FrameEncoder.encode(block, journal.epochs());
        portions.forEach(pages::add);
        return portions.stream()
                .filter(frames -> frames.last() >= offset)
                .findFirst()
                .orElseThrow();
    }
}
