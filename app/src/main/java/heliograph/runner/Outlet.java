package heliograph.runner;

import heliograph.journal.Accepted;
import heliograph.source.Checkpoint;
import heliograph.source.Message;

import java.util.List;

/// Where a call's messages go, and how many of them are on disk. Safe from any thread.
interface Outlet {

    /// Publishes all or nothing and returns the first offset; what it is for an empty batch means
    /// nothing.
    long publish(List<Message> batch, List<Checkpoint> checkpoints) throws InterruptedException;

    /// What the answer tells.
    Accepted accepted();
}
