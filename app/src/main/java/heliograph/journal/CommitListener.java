package heliograph.journal;

import java.util.List;

/// Is told what was committed, in offset order, on the writer's thread: it must be quick.
@FunctionalInterface
public interface CommitListener {
    void committed(List<Block> blocks);
}
