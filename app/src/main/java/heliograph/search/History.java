package heliograph.search;

import heliograph.journal.Block;
import heliograph.journal.Entry;
import heliograph.journal.Journal;
import heliograph.query.Filter;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Everything that is kept, to be searched. Complete however far the index is: it proposes what to
/// read, what it has not seen is read as it is, and the filter decides.
///
/// Safe from any thread; a virtual thread that waits here holds no carrier. Memory is bounded by
/// pages, whatever is found.
public final class History {
    /// How long one search may read. One that finds little in much ends here and can go on.
    public static final Duration WORK = Duration.ofSeconds(2);

    private final Journal journal;
    private final SearchIndex index;

    public History(Journal journal, SearchIndex index) {
        this.journal = journal;
        this.index = index;
    }

    /// All that is kept now.
    public Span kept() {
        return new Span(journal.oldest(), journal.newest());
    }

    /// The first entries of a span that pass, at most `limit`. May be fewer than there are, and
    /// even none, when finding them takes longer than [#WORK]: then the page has a next one.
    public Page page(Span span, Order order, Filter filter, int limit) throws InterruptedException {
        PageBuilder page = new PageBuilder(journal.epochs(), limit);
        return page.page(order, walk(span, order, filter, page));
    }

    /// Shows the visitor what passes, until it has enough or [#WORK] is over. Returns what of the
    /// span was not looked at.
    public Span walk(Span span, Order order, Filter filter, Visitor visitor)
            throws InterruptedException {
        Span there = span.within(kept());
        return new Walk(journal, index, filter, there, order, WORK, visitor).run();
    }

    /// Where the last entries that pass begin, so many at the most; behind the newest when none
    /// passes. They are fewer when finding them takes longer than [#WORK].
    public long firstOfLast(int count, Filter filter) throws InterruptedException {
        Span kept = kept();
        if (count == 0) return kept.to() + 1;
        if (filter.acceptsAll()) return Math.max(kept.from(), kept.to() - count + 1);
        LastEntries last = new LastEntries(count, kept.to() + 1);
        walk(kept, Order.NEWEST_FIRST, filter, last);
        return last.first();
    }

    /// An entry; empty when it is damaged, or not kept any more.
    public Optional<Entry> entry(long offset) throws InterruptedException {
        return block(offset).flatMap(block -> entry(block, offset));
    }

    /// Takes an entry of a page.
    @FunctionalInterface
    public interface Taker<X extends Exception> {
        void take(Entry entry) throws X;
    }

    /// Shows a whole page, reading again what it does not hold; what was forgotten meanwhile is
    /// left out.
    public <X extends Exception> void show(Page page, Taker<X> taker)
            throws InterruptedException, X {
        for (Entry entry : page.entries()) taker.take(entry);
        Optional<Block> block = Optional.empty();
        for (long offset : page.more()) {
            if (block.filter(read -> holds(read, offset)).isEmpty()) block = block(offset);
            Optional<Entry> entry = block.flatMap(read -> entry(read, offset));
            if (entry.isPresent()) taker.take(entry.get());
        }
    }

    private Optional<Block> block(long offset) throws InterruptedException {
        List<Block> page = journal.page(offset, offset, 1);
        return page.stream().findFirst();
    }

    private static boolean holds(Block block, long offset) {
        return block.first() <= offset && offset <= block.last();
    }

    private Optional<Entry> entry(Block block, long offset) {
        int index = (int) (offset - block.first());
        if (!block.intact(index)) return Optional.empty();
        return Optional.of(new Entry(journal.epochs().idOf(offset), block.line(index)));
    }
}
