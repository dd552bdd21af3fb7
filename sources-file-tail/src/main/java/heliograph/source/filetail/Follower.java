package heliograph.source.filetail;

import heliograph.source.Health;
import heliograph.source.SourceContext;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// One run of a source: look, read, publish, wait.
///
/// Owned by the source's thread, and ended by its interrupt. What it knows beyond the checkpoints
/// dies with it, so a run that failed is resumed like one that was stopped.
final class Follower implements AutoCloseable {
    // However many names come and go, the directories are not looked at more often.
    private static final Duration SCAN_AT_MOST_EVERY = Duration.ofMillis(50);

    private final FileTailSettings settings;
    private final Pace pace;
    private final SourceContext context;
    private final byte[] buffer;
    private final Batch batch;
    private final FirstLook firstLook;
    private final Generations generations;
    private final DirectoryWatch watch = new DirectoryWatch();
    private Troubles scanTroubles = new Troubles();
    private Health reported = Health.ok();
    private Duration pause;
    private long lastScan;
    private long nextScan = System.nanoTime();

    Follower(FileTailSettings settings, Pace pace, SourceContext context) {
        this.settings = settings;
        this.pace = pace;
        this.context = context;
        Map<String, String> checkpoints = context.checkpoints();
        buffer = TailedFile.buffer(settings.maxLineBytes());
        batch = new Batch(context, new LineMessages(settings.severalFiles(), settings.skipEmpty()));
        firstLook = new FirstLook(settings, checkpoints);
        generations = new Generations(settings, firstLook, KnownFiles.of(checkpoints), batch);
        pause = pace.active();
    }

    void follow() throws InterruptedException {
        context.report(reported);
        while (true) {
            if (Thread.interrupted()) throw new InterruptedException();
            if (System.nanoTime() - nextScan >= 0) scan();
            boolean more = read();
            batch.publish();
            if (!more) rest();
        }
    }

    private void scan() throws InterruptedException {
        lastScan = System.nanoTime();
        nextScan = lastScan + pace.scan().toNanos();
        Scan scan = Scan.of(settings, generations.followed());
        watch.watch(scan.directories());
        generations.meet(scan);
        firstLook.over(batch);
        scanTroubles = scan.troubles();
        batch.publish();
    }

    /// Gives each file one turn, and returns whether there is more to read at once.
    private boolean read() throws InterruptedException {
        var troubles = scanTroubles.copy();
        boolean cameOn = false;
        boolean more = false;
        for (TailedFile file : generations.open()) {
            if (!file.isItsTurn()) continue;
            try {
                cameOn |= turn(file);
            } catch (IOException e) {
                file.failed();
                troubles.add(file.reached().path(), e);
            }
            more |= !file.caughtUp();
            batch.publishIfLarge();
        }
        report(troubles.health());
        if (cameOn) pause = pace.active();
        return more;
    }

    private boolean turn(TailedFile file) throws IOException, InterruptedException {
        boolean cameOn = file.turn(buffer, batch.linesOf(file.reached().path()));
        if (cameOn) generations.note(file.identity(), file.reached());
        return cameOn;
    }

    private void report(Health health) {
        if (health.equals(reported)) return;
        reported = health;
        context.report(health);
    }

    private void rest() throws InterruptedException {
        generations.finishQuiet(pace.quiet(), buffer);
        batch.publish();
        Duration untilScan = Duration.ofNanos(nextScan - System.nanoTime());
        Duration wait = pause.compareTo(untilScan) < 0 ? pause : untilScan;
        switch (watch.await(wait, generations::follows)) {
            case BY_TIME -> pause = pace.slower(pause);
            case BY_CHANGE -> pause = pace.active();
            case BY_NAME -> {
                pause = pace.active();
                scanSoon();
            }
        }
    }

    private void scanSoon() {
        long soon = lastScan + SCAN_AT_MOST_EVERY.toNanos();
        if (soon - nextScan < 0) nextScan = soon;
    }

    @Override
    public void close() {
        generations.close();
        watch.close();
    }
}
