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
        if (!batch.isEmpty()) count(offset, batch.size());
        return offset;
    }

    private synchronized void count(long offset, int count) {
        status.published(count, station.clock().instant());
        accepted = accepted.and(offset, count);
    }

    @Override
    public synchronized Accepted accepted() {
        return accepted;
    }
}
