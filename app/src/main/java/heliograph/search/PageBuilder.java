package heliograph.search;

import heliograph.journal.Block;
import heliograph.journal.Entry;
import heliograph.journal.Epochs;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Takes what a walk finds, up to a limit. Holds about a megabyte, whatever is found.
final class PageBuilder implements Visitor {
    private static final int MOST_HELD = 1 << 20; // bytes

    private final Epochs epochs;
    private final int limit;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Long> more = new ArrayList<>();
    private int held;

    PageBuilder(Epochs epochs, int limit) {
        this.epochs = epochs;
        this.limit = limit;
    }

    @Override
    public boolean visit(Block block, int index) {
        long offset = block.first() + index;
        if (held < MOST_HELD) {
            byte[] line = block.line(index);
            entries.add(new Entry(epochs.idOf(offset), line));
            held += line.length;
        } else {
            more.add(offset);
        }
        return entries.size() + more.size() < limit;
    }

    /// @param left what was not looked at
    Page page(Order order, Span left) {
        if (left.isEmpty()) return new Page(entries, more, OptionalLong.empty());
        long next = order == Order.NEWEST_FIRST ? left.to() + 1 : left.from() - 1;
        return new Page(entries, more, OptionalLong.of(next));
    }
}
