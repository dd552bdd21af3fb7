package heliograph.broadcast;

import heliograph.query.Filter;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tail as subscribers with equal filters see it: whoever of them comes first to a place makes
/// the frames that all of them write. Safe from any thread.
final class View {
    private final Filter filter;
    private final boolean everything;
    private final Tail tail;
    private final NarrowedFrames narrowed;

    // The garbage collector may take it: with many filters, so many would be held for nobody.
    private volatile WeakReference<Frames> newest = new WeakReference<>(null);

    View(Filter filter, Tail tail, NarrowedFrames narrowed) {
        this.filter = filter;
        this.everything = filter.acceptsAll();
        this.tail = tail;
        this.narrowed = narrowed;
    }

    /// What passes of the frames from an offset on, as many as make one write, if the tail holds
    /// the first. At the head these are mostly the tail's own.
    Optional<Frames> at(long cursor) {
        Frames made = newest.get();
        if (made != null && made.first() == cursor) return Optional.of(made);
        Optional<Frames> first = tail.at(cursor);
        if (first.isEmpty()) return first;
        Frames gathered = gather(first.get(), cursor);
        newest = new WeakReference<>(gathered);
        return Optional.of(gathered);
    }

    /// What passes of frames that are not of the tail, and of those of the tail that follow them in
    /// one write.
    Frames gather(Frames first, long cursor) {
        List<Frames> parts = new ArrayList<>(1);
        Frames part = narrow(first.from(cursor));
        int bytes = 0;
        while (true) {
            parts.add(part);
            bytes += part.bytes();
            Optional<Frames> next = tail.at(part.last() + 1);
            if (next.isEmpty()) break;
            // What was replayed may end where nothing of the tail begins.
            part = narrow(next.get().from(part.last() + 1));
            if (bytes + part.bytes() > FrameEncoder.WRITE_SIZE) break;
        }
        return Frames.joined(parts);
    }

    private Frames narrow(Frames frames) {
        return everything ? frames : narrowed.of(frames, filter);
    }
}
