package heliograph.runner;

import heliograph.source.Checkpoint;
import heliograph.source.Health;
import heliograph.source.Lag;
import heliograph.source.Message;
import heliograph.source.SourceContext;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// A context whose use is a sign of life.
record WatchedContext(SourceContext context, LifeSigns signs) implements SourceContext {

    @Override
    public String name() {
        return context.name();
    }

    @Override
    public long publish(List<Message> batch) throws InterruptedException {
        signs.begin();
        try {
            return context.publish(batch);
        } finally {
            signs.end();
        }
    }

    @Override
    public void publish(List<Message> batch, List<Checkpoint> checkpoints)
            throws InterruptedException {
        signs.begin();
        try {
            context.publish(batch, checkpoints);
        } finally {
            signs.end();
        }
    }

    @Override
    public Map<String, String> checkpoints() {
        return context.checkpoints();
    }

    @Override
    public void report(Health health) {
        context.report(health);
    }

    @Override
    public void report(Lag lag) {
        context.report(lag);
    }

    @Override
    public InstantSource clock() {
        return context.clock();
    }

    @Override
    public void sleepUntil(Instant instant) throws InterruptedException {
        context.sleepUntil(instant);
    }
}
