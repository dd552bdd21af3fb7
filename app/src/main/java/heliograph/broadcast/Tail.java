package heliograph.broadcast;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;

/// The newest frames, in memory. Written by the journal's writer thread, read by every subscriber.
final class Tail {
    /// A subscriber for whom more is left has fallen behind.
    static final int NEAR = 4 << 20; // bytes

    private static final long CAPACITY = 16 << 20; // bytes

    private final FrameCache frames = new FrameCache(CAPACITY);
    private final Queue<Frames> near = new ArrayDeque<>(); // the newest; the writer's thread only
    private long nearBytes;
    private volatile long nearFrom; // 0 until there were so many
    private volatile long newest;

    Tail(long newest) {
        this.newest = newest;
    }

    /// Adds what follows the newest.
    void add(List<Frames> committed) {
        for (Frames some : committed) {
            frames.add(some);
            near.add(some);
            nearBytes += some.bytes();
        }
        newest = committed.getLast().last();
        forgetTheFar(); // afterwards: who skips, skips to the newest of them, in one gap
    }

    private void forgetTheFar() {
        while (nearBytes > NEAR) {
            Frames far = near.remove();
            nearBytes -= far.bytes();
            nearFrom = far.last() + 1;
        }
    }

    /// From here on, no more than [#NEAR] is left; empty when so much was not yet published.
    OptionalLong nearFrom() {
        long from = nearFrom;
        return from == 0 ? OptionalLong.empty() : OptionalLong.of(from);
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
