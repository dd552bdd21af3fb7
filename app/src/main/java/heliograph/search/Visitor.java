package heliograph.search;

import heliograph.journal.Block;

/// Takes the entries that a history finds, one by one.
@FunctionalInterface
public interface Visitor {
    /// Returns whether to go on.
    boolean visit(Block block, int index);
}
