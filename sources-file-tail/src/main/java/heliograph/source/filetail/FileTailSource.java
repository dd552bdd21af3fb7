package heliograph.source.filetail;

import heliograph.source.LiveSource;
import heliograph.source.SourceContext;

/// One configured source of type `file-tail`. All that lasts is in the hub's checkpoints.
record FileTailSource(FileTailSettings settings, Pace pace) implements LiveSource {
    @Override
    public void run(SourceContext context) throws InterruptedException {
        try (var follower = new Follower(settings, pace, context)) {
            follower.follow();
        }
    }
}
