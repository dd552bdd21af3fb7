package heliograph.broadcast;

import java.util.List;
import java.util.Optional;

/// The newest frames, in memory. Written by the journal's writer thread, read by every subscriber.
final class Tail {
    private static final long CAPACITY = 16 << 20; // bytes

    private final FrameCache frames = new FrameCache(CAPACITY);
    private volatile long newest;

    Tail(long newest) {
        this.newest = newest;
    }

    /// Adds what follows the newest.
    void add(List<Frames> committed) {
        committed.forEach(frames::add);
        newest = committed.getLast().last();
    }

    /// The newest offset that subscribers may see.
    long newest() {
        return newest;
    }

    /// The frames that cover the offset, if they are still here.
    Optional<Frames> at(long offset) {
        return frames.at(offset);
    }
}
