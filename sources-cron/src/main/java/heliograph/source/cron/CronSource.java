package heliograph.source.cron;

import heliograph.source.LiveSource;
import heliograph.source.Message;
import heliograph.source.SourceContext;

import java.time.Instant;

/// Publishes the same message at each time of its schedule.
///
/// The next tick is looked for from now, not from the last tick: what was missed while the machine
/// slept or the journal was full is not made up for.
record CronSource(Schedule schedule, Message message) implements LiveSource {

    @Override
    public void run(SourceContext context) throws InterruptedException {
        while (true) {
            Instant tick = schedule.after(context.clock().instant());
            context.sleepUntil(tick);
            context.publish(message);
        }
    }
}
