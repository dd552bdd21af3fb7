package heliograph.broadcast;

import heliograph.query.Filter;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Frames that passed a filter, kept just long enough for the other subscribers with an equal one:
/// a thousand subscribers in ten groups cost ten matchings. Bounded in bytes, whatever filters
/// people think of. Safe from any thread.
final class NarrowedFrames {
    private static final long CAPACITY = 8 << 20; // bytes
    private static final long OVERHEAD = 200; // bytes of an entry that holds no frame

    /// Equal ranges hold equal frames, whether they come from the tail or the journal.
    private record Key(long first, long last, Filter filter) {}

    private final Map<Key, Frames> made = new ConcurrentHashMap<>();
    private final Queue<Key> inOrder = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();

    Frames of(Frames frames, Filter filter) {
        Key key = new Key(frames.first(), frames.last(), filter);
        Frames narrowed = made.computeIfAbsent(key, k -> make(k, frames));
        trim(); // not while an entry is being made: it would remove from the map it is made in
        return narrowed;
    }

    private Frames make(Key key, Frames frames) {
        Frames narrowed = frames.narrowedTo(key.filter());
        inOrder.add(key);
        bytes.addAndGet(size(narrowed));
        return narrowed;
    }

    private static long size(Frames frames) {
        return frames.chunk().length + OVERHEAD;
    }

    /// Forgets what was made first, while there is too much.
    private void trim() {
        while (bytes.get() > CAPACITY) {
            Key oldest = inOrder.poll();
            if (oldest == null) return;
            Frames forgotten = made.remove(oldest);
            if (forgotten != null) bytes.addAndGet(-size(forgotten));
        }
    }
}
