package heliograph.broadcast;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.broadcast.Delivery.Gap;
import heliograph.journal.Block;
import heliograph.journal.Journal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// What is older than the tail, read back from the journal. Subscribers at the same place share the
/// pages. Safe from any thread.
final class Replay {
    private static final long CAPACITY = 16 << 20; // bytes

    // What one query reads: a few writes, so that the query costs little beside them, and few
    // enough that the cache holds the pages of dozens of subscribers at different places.
    private static final int PAGE_SIZE = 4 * FrameEncoder.WRITE_SIZE;

    private static final int PLACES = 64; // more would hardly wait less: two threads read

    private static final int MOST_TOLD = 10; // holes in the log: a broken disk has many
    private static final System.Logger LOGGER = System.getLogger(Replay.class.getName());

    private final Journal journal;
    private final Set<Long> told = ConcurrentHashMap.newKeySet(); // by their ends
    private final FrameCache pages = new FrameCache(CAPACITY);

    // One reads the page, the others at its place wait for it: after a restart all come at once.
    private final List<ReentrantLock> places =
            Stream.generate(() -> new ReentrantLock()).limit(PLACES).toList();

    Replay(Journal journal) {
        this.journal = journal;
    }

    /// The frames that cover the offset, or the gap that begins there.
    ///
    /// @param newest the newest that subscribers may see, not before this one
    Delivery at(long offset, long newest) throws InterruptedException {
        if (offset < journal.oldest()) return gap(offset, newest); // though a page may hold it
        Optional<Frames> held = pages.at(offset);
        if (held.isPresent()) return held.get();
        ReentrantLock place = places.get((int) (offset % PLACES));
        place.lockInterruptibly();
        try {
            Optional<Frames> page = pages.at(offset);
            return page.isPresent() ? page.get() : read(offset, newest);
        } finally {
            place.unlock();
        }
    }

    private Delivery read(long offset, long newest) throws InterruptedException {
        // The page may reach into a commit that is on its way to the tail: nobody sees that yet.
        List<Block> blocks =
                journal.page(offset, PAGE_SIZE).stream()
                        .takeWhile(block -> block.last() <= newest)
                        .toList();
        if (blocks.isEmpty() || !holds(blocks.getFirst(), offset)) return gap(offset, newest);
        List<Frames> portions = FrameEncoder.encode(blocks, journal.epochs());
        portions.forEach(pages::add);
        return portions.stream()
                .filter(frames -> frames.last() >= offset)
                .findFirst()
                .orElseThrow();
    }

    /// The block that holds the offset, or else the first behind it.
    private Optional<Block> blockAt(long offset) throws InterruptedException {
        return journal.page(offset, 1).stream().findFirst();
    }

    private static boolean holds(Block block, long offset) {
        return block.first() <= offset && block.intact((int) (offset - block.first()));
    }

    /// What was forgotten is one gap, what was lost another, however many blocks it was in.
    private Gap gap(long from, long newest) throws InterruptedException {
        long to = lastMissing(from, newest);
        long floor = journal.floor(); // read last: whoever forgets raises it at the same time
        if (from < floor) return new Gap(from, Math.min(to, floor - 1), Gap.Reason.EXPIRED);
        tell(from, to);
        return new Gap(from, to, Gap.Reason.DAMAGED);
    }

    /// Each hole once, however many subscribers come by; and not all of them.
    private void tell(long from, long to) {
        if (told.size() >= MOST_TOLD) return;
        synchronized (told) {
            if (told.size() >= MOST_TOLD || !told.add(to)) return;
            String others = told.size() < MOST_TOLD ? "" : "; others are not told here any more";
            LOGGER.log(
                    WARNING,
                    "the messages up to offset %d, from %d on, are lost%s (./heliograph journal check lists all)"
                            .formatted(to, from, others));
        }
    }

    private long lastMissing(long from, long newest) throws InterruptedException {
        long next = Math.max(from, journal.oldest());
        while (true) {
            Optional<Block> block = blockAt(next);
            if (block.isEmpty()) return newest;
            next = Math.max(next, block.get().first());
            if (holds(block.get(), next)) return next - 1;
            next = block.get().first() + block.get().nextIntact((int) (next - block.get().first()));
        }
    }
}
