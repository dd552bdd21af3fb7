package heliograph.broadcast;

import heliograph.broadcast.Delivery.Gap;
import heliograph.journal.Block;
import heliograph.journal.EntryId;
import heliograph.journal.Journal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds out where subscriptions begin. Safe from any thread.
final class Beginnings {
    private final Journal journal;
    private final Tail tail;
    private final long newestAtStart;
    private volatile long nearFromAtStart; // 0 until somebody asks

    Beginnings(Journal journal, Tail tail) {
        this.journal = journal;
        this.tail = tail;
        this.newestAtStart = tail.newest();
    }

    Beginning of(Start start) throws InterruptedException {
        long newest = tail.newest();
        return switch (start) {
            case Start.Newest _ -> new Beginning(hello(newest + 1), Optional.empty(), true);
            case Start.Since since -> past(journal.firstSince(since.instant()));
            case Start.At at -> past(at.offset());
            case Start.After after -> resume(after.id(), newest);
        };
    }

    private Beginning past(long cursor) {
        return new Beginning(hello(cursor), Optional.empty(), false);
    }

    private Beginning resume(Optional<EntryId> id, long newest) throws InterruptedException {
        long oldest = journal.oldest();
        if (id.isPresent() && journal.epochs().contain(id.get(), newest)) {
            long cursor = id.get().offset() + 1;
            OptionalLong missed = OptionalLong.of(journal.missing(cursor, oldest));
            return new Beginning(hello(cursor, true, missed), forgotten(cursor, oldest), true);
        }
        Gap otherStory = new Gap(0, oldest - 1, Gap.Reason.EPOCH);
        Hello hello = hello(oldest, false, OptionalLong.empty());
        return new Beginning(hello, Optional.of(otherStory), true);
    }

    /// What is forgotten may still be in memory: what hello counts as missed is a gap.
    private Optional<Gap> forgotten(long cursor, long oldest) throws InterruptedException {
        long kept = Math.min(oldest, journal.floor());
        return cursor < kept
                ? Optional.of(new Gap(cursor, kept - 1, Gap.Reason.EXPIRED))
                : Optional.empty();
    }

    private Hello hello(long cursor) {
        return hello(cursor, false, OptionalLong.of(0));
    }

    private Hello hello(long cursor, boolean resumed, OptionalLong missed) {
        return new Hello(
                journal.epochs().idOf(cursor - 1),
                journal.epochs().current(),
                journal.oldest(),
                tail.newest(),
                resumed,
                missed);
    }

    /// Whether more is left from there on than a subscriber may be behind that wants to skip.
    boolean isFar(long cursor) throws InterruptedException {
        OptionalLong nearFrom = tail.nearFrom();
        return cursor < (nearFrom.isPresent() ? nearFrom.getAsLong() : nearFromAtStart());
    }

    /// What the journal had at the start counts until the tail has seen enough.
    private long nearFromAtStart() throws InterruptedException {
        if (nearFromAtStart == 0) {
            List<Block> near = journal.pageBack(newestAtStart, journal.oldest(), Tail.NEAR);
            nearFromAtStart = near.isEmpty() ? newestAtStart + 1 : near.getLast().first();
        }
        return nearFromAtStart;
    }
}
