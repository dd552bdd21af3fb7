package heliograph.journal;

import java.util.OptionalLong;

/// What one request brought into the journal: how many messages, and the first and the last offset.
/// Others may stand between them.
public record Accepted(long count, OptionalLong first, OptionalLong last) {
    public static final Accepted NOTHING =
            new Accepted(0, OptionalLong.empty(), OptionalLong.empty());

    /// This, and so many more from an offset on.
    public Accepted and(long offset, int more) {
        if (more == 0) return this;
        return new Accepted(
                count + more,
                OptionalLong.of(first.orElse(offset)),
                OptionalLong.of(offset + more - 1));
    }

    /// Where one of them is, counted from 0: exact for the first and the last, and for all when no
    /// others stand between.
    public long offsetOf(long index) {
        return Math.min(first.orElseThrow() + index, last.orElseThrow());
    }
}
