package heliograph.broadcast;

import heliograph.query.Filter;

import java.util.List;

/// Consecutive entries as SSE frames, encoded once and shared by all subscribers. Immutable.
///
/// ```
/// chunk  [1a3\r\n][id: k3f9-41\ndata: {…}\n\n][id: k3f9-42\ndata: {…}\n\n][\r\n]
///                 ^begins[0]                   ^begins[1]                 ^ends
/// ```
/// The bytes are one HTTP chunk already, so that at the head of the stream a delivery is one write
/// of an array that every subscriber writes.
public final class Frames implements Delivery {
    private final long first;
    private final long last;
    private final byte[] chunk;
    private final int[] begins; // where each frame begins, and where the last ends
    private final int[] heads; // where the hub's own fields of each entry stand

    Frames(long first, long last, byte[] chunk, int[] begins, int[] heads) {
        this.first = first;
        this.last = last;
        this.chunk = chunk;
        this.begins = begins;
        this.heads = heads;
    }

    /// The first offset covered, whether its entry passed the filter or not.
    public long first() {
        return first;
    }

    /// The last offset covered, whether its entry passed the filter or not.
    public long last() {
        return last;
    }

    /// How many frames there are.
    public int count() {
        return heads.length;
    }

    /// One HTTP chunk. Not a copy: do not write to it.
    public byte[] chunk() {
        return chunk;
    }

    int bytes() {
        return begins[count()] - begins[0];
    }

    /// The frames that pass. Subscribers with an equal filter share them through [NarrowedFrames].
    Frames narrowedTo(Filter filter) {
        ChunkWriter writer = new ChunkWriter(bytes(), count());
        for (int i = 0; i < count(); i++) {
            int end = begins[i + 1] - FrameEncoder.END.length;
            if (filter.accepts(chunk, heads[i], end)) addTo(writer, i);
        }
        return writer.frames(first, last);
    }

    /// The frames from that offset on. Only for frames that no filter has narrowed.
    Frames from(long offset) {
        if (offset <= first) return this;
        ChunkWriter writer = new ChunkWriter(bytes(), count());
        for (int i = (int) (offset - first); i < count(); i++) addTo(writer, i);
        return writer.frames(offset, last);
    }

    /// Several that follow each other, as one.
    static Frames joined(List<Frames> parts) {
        if (parts.size() == 1) return parts.getFirst();
        ChunkWriter writer =
                new ChunkWriter(
                        parts.stream().mapToInt(Frames::bytes).sum(),
                        parts.stream().mapToInt(Frames::count).sum());
        for (Frames part : parts) {
            for (int i = 0; i < part.count(); i++) part.addTo(writer, i);
        }
        return writer.frames(parts.getFirst().first, parts.getLast().last);
    }

    private void addTo(ChunkWriter writer, int frame) {
        writer.frame(chunk, begins[frame], begins[frame + 1], heads[frame] - begins[frame]);
    }
}
