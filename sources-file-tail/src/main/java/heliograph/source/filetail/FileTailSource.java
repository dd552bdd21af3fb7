package heliograph.source.filetail;

import heliograph.source.LiveSource;
import heliograph.source.SourceContext;

/// One configured source of type `file-tail`: a thread of its own reads, the source's publishes.
/// All that lasts is in the hub's checkpoints.
record FileTailSource(FileTailSettings settings, Disk disk) implements LiveSource {
    @Override
    public void run(SourceContext context) throws Exception {
        var outbox = new Outbox(settings.rateLimit().mostAtOnce());
        var allowance = settings.rateLimit().start();
        try (var _ = ReaderThread.start(settings, disk, context, outbox)) {
            while (true) {
                switch (outbox.take()) {
                    case Outbox.Delivery.Lines(Batch batch) -> {
                        allowance.take(batch.count());
                        batch.publish(context);
                    }
                    case Outbox.Delivery.Failure(Throwable cause) ->
                            throw new IllegalStateException("reading failed: " + cause, cause);
                }
            }
        }
    }
}
