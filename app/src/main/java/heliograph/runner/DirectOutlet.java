package heliograph.runner;

import heliograph.journal.Accepted;
import heliograph.journal.SourceKey;
import heliograph.source.Checkpoint;
import heliograph.source.Message;

import java.util.List;

/// Publishes whatever comes.
final class DirectOutlet implements Outlet {
    private final Station station;
    private final SourceStatus status;
    private final SourceKey source;
    private Accepted accepted = Accepted.NOTHING;

    DirectOutlet(Station station, SourceStatus status) {
        this.station = station;
        this.status = status;
        this.source = status.key();
    }

    @Override
    public long publish(List<Message> batch, List<Checkpoint> checkpoints)
            throws InterruptedException {
        long offset = station.broadcaster().publish(source, batch, checkpoints);
        if (!batch.isEmpty()) count(batch, offset);
        return offset;
    }

    private synchronized void count(List<Message> batch, long offset) {
        status.published(batch, offset);
        accepted = accepted.and(offset, batch.size());
    }

    @Override
    public synchronized Accepted accepted() {
        return accepted;
    }
}
