package heliograph.broadcast;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// Frames by their offsets, bounded in bytes: the first that came goes first. Subscribers read it
/// without a lock, from any thread.
final class FrameCache {
    private final NavigableMap<Long, Frames> byFirst = new ConcurrentSkipListMap<>();
    private final Queue<Frames> inOrderOfArrival = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long capacity;

    FrameCache(long capacity) {
        this.capacity = capacity;
    }

    void add(Frames frames) {
        Frames replaced = byFirst.put(frames.first(), frames); // also a longer or a shorter page
        if (replaced != null && inOrderOfArrival.remove(replaced)) {
            bytes.addAndGet(-replaced.chunk().length);
        }
        inOrderOfArrival.add(frames);
        bytes.addAndGet(frames.chunk().length);
        while (bytes.get() > capacity) {
            Frames oldest = inOrderOfArrival.poll();
            if (oldest == null) return;
            byFirst.remove(oldest.first(), oldest);
            bytes.addAndGet(-oldest.chunk().length);
        }
    }

    /// The frames that cover the offset.
    Optional<Frames> at(long offset) {
        Map.Entry<Long, Frames> entry = byFirst.floorEntry(offset);
        return entry != null && entry.getValue().last() >= offset
                ? Optional.of(entry.getValue())
                : Optional.empty();
    }
}
