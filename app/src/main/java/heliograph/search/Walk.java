package heliograph.search;

import heliograph.journal.Block;
import heliograph.journal.Journal;
import heliograph.query.Filter;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One search through a span of the journal, for whoever takes what passes the filter. Where the
/// index can speak, only the ranges it proposes are read; elsewhere everything is. Used by one
/// thread, once.
final class Walk {
    private static final int PAGE = 256 << 10; // bytes read at once, and held
    private static final int FIRST_CANDIDATES = 16;
    private static final int MOST_CANDIDATES = 1024;

    private final Journal journal;
    private final SearchIndex index;
    private final Filter filter;
    private final Optional<String> match;
    private final boolean newestFirst;
    private final long deadline; // System.nanoTime()
    private final Visitor visitor;
    private int candidates = FIRST_CANDIDATES;
    private List<Block> page = List.of(); // read last: neighbours are often in the same block
    private Span left;
    private boolean stopped;

    Walk(
            Journal journal,
            SearchIndex index,
            Filter filter,
            Span span,
            Order order,
            Duration work,
            Visitor visitor) {
        this.journal = journal;
        this.index = index;
        this.filter = filter;
        this.match = Terms.match(filter);
        this.newestFirst = order == Order.NEWEST_FIRST;
        this.deadline = System.nanoTime() + work.toNanos();
        this.visitor = visitor;
        this.left = span;
    }

    /// Walks until the end, until the visitor has enough, or until the time for it is over: it gets
    /// a little further each time. Returns what was not looked at.
    Span run() throws InterruptedException {
        while (goesOn()) {
            Optional<Candidates> proposed = proposed();
            if (proposed.isPresent()) {
                read(proposed.get());
            } else {
                readPage(left);
            }
        }
        return left;
    }

    private boolean goesOn() {
        if (stopped || left.isEmpty()) return false;
        boolean begun = !page.isEmpty();
        return !begun || System.nanoTime() < deadline;
    }

    private Optional<Candidates> proposed() throws InterruptedException {
        if (match.isEmpty()) return Optional.empty();
        Order order = newestFirst ? Order.NEWEST_FIRST : Order.OLDEST_FIRST;
        return index.candidates(match.get(), left, order, candidates);
    }

    private void read(Candidates proposed) throws InterruptedException {
        candidates = Math.min(2 * candidates, MOST_CANDIDATES);
        for (Span span : proposed.spans()) {
            skipTo(span);
            while (goesOn() && !left.within(span).isEmpty()) readPage(left.within(span));
            if (!goesOn()) return;
        }
        pass(proposed.through());
    }

    /// Visits the first entries of the span, at least one block's.
    private void readPage(Span span) throws InterruptedException {
        if (!holds(page, span)) {
            page =
                    newestFirst
                            ? journal.pageBack(span.to(), span.from(), PAGE)
                            : journal.page(span.from(), span.to(), PAGE);
        }
        for (Block block : page) {
            visit(block, span);
            if (stopped) return;
        }
        if (page.isEmpty()) pass(newestFirst ? span.from() : span.to());
    }

    private static boolean holds(List<Block> page, Span span) {
        return page.stream()
                .anyMatch(block -> block.first() <= span.from() && block.last() >= span.to());
    }

    private void visit(Block block, Span wanted) {
        Span span = wanted.within(new Span(block.first(), block.last()));
        if (span.isEmpty()) return;
        int from = (int) (span.from() - block.first());
        int to = (int) (span.to() - block.first());
        for (int step = 0; step <= to - from && !stopped; step++) {
            int i = newestFirst ? to - step : from + step;
            if (block.intact(i) && accepts(block, i)) stopped = !visitor.visit(block, i);
            if (stopped) pass(block.first() + i);
        }
        if (!stopped) pass(newestFirst ? span.from() : span.to());
    }

    private boolean accepts(Block block, int i) {
        return filter.accepts(block.body(), block.start(i) + 1, block.end(i) - 1);
    }

    private void skipTo(Span span) {
        if (newestFirst && span.to() < left.to()) pass(span.to() + 1);
        if (!newestFirst && span.from() > left.from()) pass(span.from() - 1);
    }

    /// Everything up to this offset, in this order, was looked at.
    private void pass(long offset) {
        left =
                newestFirst
                        ? new Span(left.from(), Math.min(left.to(), offset - 1))
                        : new Span(Math.max(left.from(), offset + 1), left.to());
    }
}
