package heliograph.runner;

import heliograph.journal.Accepted;
import heliograph.source.Checkpoint;
import heliograph.source.Message;
import heliograph.source.PublishFailed;

import java.util.List;

/// Waits while the journal cannot be written, and then publishes: nobody repeats for a live source
/// what it could not publish.
final class PatientOutlet implements Outlet {
    private final Station station;
    private final SourceStatus status;
    private final Outlet outlet;

    PatientOutlet(Station station, SourceStatus status) {
        this.station = station;
        this.status = status;
        this.outlet = new DirectOutlet(station, status);
    }

    /// @throws PublishFailed only when the hub is stopping
    @Override
    public long publish(List<Message> batch, List<Checkpoint> checkpoints)
            throws InterruptedException {
        while (true) {
            try {
                long offset = outlet.publish(batch, checkpoints);
                status.trouble(Troubles::goesOn);
                return offset;
            } catch (PublishFailed e) {
                status.trouble(troubles -> troubles.waits(String.valueOf(e.getMessage())));
                if (!station.journal().awaitWritable()) throw e;
            }
        }
    }

    @Override
    public Accepted accepted() {
        return outlet.accepted();
    }
}
