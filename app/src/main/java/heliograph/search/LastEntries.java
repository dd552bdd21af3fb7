package heliograph.search;

import heliograph.journal.Block;

/// Goes back to where so many entries begin. Used by one thread, once.
final class LastEntries implements Visitor {
    private int left;
    private long first;

    /// @param end behind the last of them
    LastEntries(int count, long end) {
        this.left = count;
        this.first = end;
    }

    @Override
    public boolean visit(Block block, int index) {
        first = block.first() + index;
        return --left > 0;
    }

    long first() {
        return first;
    }
}
