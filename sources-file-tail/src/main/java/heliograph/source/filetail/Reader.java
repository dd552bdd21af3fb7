package heliograph.source.filetail;

import heliograph.source.SourceContext;
import heliograph.source.filetail.DirectoryWatch.Changes;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One run of a source: look, read, deliver, wait.
///
/// Owned by the reader's thread, and ended by its interrupt. What it knows beyond the checkpoints
/// dies with it, so a run that failed is resumed like one that was stopped.
final class Reader implements AutoCloseable {
    private final FileTailSettings settings;
    private final Outbox outbox;
    private final byte[] buffer;
    private final Generations generations;
    private final Truncations truncations;
    private final DirectoryWatch watch;
    private final Scanner scanner;
    private final StatusReport status;
    private final Set<TailedFile> due = new LinkedHashSet<>();
    private Duration pause;
    private long nextPoll = System.nanoTime();

    Reader(FileTailSettings settings, Disk disk, SourceContext context, Outbox outbox) {
        this.settings = settings;
        this.outbox = outbox;
        Map<String, String> checkpoints = context.checkpoints();
        buffer = TailedFile.buffer(settings.longestRecord());
        var known = KnownFiles.of(checkpoints);
        var startPosition = new StartPosition(settings, checkpoints);
        generations = new Generations(settings, disk, startPosition, known, outbox);
        watch = DirectoryWatch.open(disk, settings.watch());
        var discovery = new Discovery(settings, disk, startPosition, known, generations);
        scanner = new Scanner(settings, disk, discovery, watch);
        truncations = new Truncations(settings, disk, known, generations, discovery, outbox);
        status = new StatusReport(context, known, generations);
        pause = settings.pace().poll();
    }

    void read() throws InterruptedException {
        while (true) {
            if (Thread.interrupted()) throw new InterruptedException();
            if (scanner.isDue()) look();
            if (System.nanoTime() - nextPoll >= 0) poll();
            turns();
            deliver();
            if (due.isEmpty()) rest();
        }
    }

    private void look() throws InterruptedException {
        scanner.look(outbox);
        for (TailedFile file : generations.open()) {
            if (!file.caughtUp()) due.add(file);
        }
        status.report(scanner.troubles());
    }

    /// Whatever events say, all open files are due.
    private void poll() throws InterruptedException {
        List<TailedFile> open = generations.open();
        for (TailedFile file : open) generations.tidy(file, buffer);
        due.addAll(generations.open());
        nextPoll = System.nanoTime() + pause.toNanos();
        boolean events =
                open.stream().allMatch(file -> watch.covers(Siblings.directory(file.path())));
        boolean held = open.stream().anyMatch(TailedFile::holds);
        pause = events && !held ? settings.pace().slower(pause) : settings.pace().poll();
    }

    /// Gives each file that is due one turn.
    private void turns() throws InterruptedException {
        for (TailedFile file : List.copyOf(due)) {
            if (outbox.isFull()) return;
            Optional<TailedFile> before = file.before();
            if (before.isPresent()) {
                due.add(before.get());
                continue;
            }
            turn(file);
            if (file.caughtUp()) due.remove(file);
        }
        status.report(scanner.troubles());
    }

    private void turn(TailedFile file) throws InterruptedException {
        try {
            var records = settings.recordsOf(file, outbox);
            switch (file.turn(buffer, records, settings.patience())) {
                case NOTHING -> {}
                case CAME_ON -> cameOn(file);
                case SHORTER -> truncations.suspect(file);
                case REWRITTEN -> truncations.startOver(file);
            }
            status.isRead(file);
        } catch (IOException e) {
            file.failed();
            status.failed(file, e);
        }
    }

    private void cameOn(TailedFile file) {
        generations.note(file);
        pause = settings.pace().poll();
        nextPoll = Math.min(nextPoll, System.nanoTime() + pause.toNanos());
    }

    /// While the hub takes nothing, files are still looked at: what is open cannot be lost.
    private void deliver() throws InterruptedException {
        boolean waits = outbox.isFull() || due.isEmpty();
        while (!outbox.deliver(waits ? scanner.untilDue() : Duration.ZERO)) {
            if (!waits) return;
            look();
            for (TailedFile file : generations.open()) measure(file);
        }
    }

    private void measure(TailedFile file) throws InterruptedException {
        try {
            file.measure();
        } catch (IOException e) {
            status.failed(file, e);
        }
    }

    private void rest() throws InterruptedException {
        Duration untilPoll = Duration.ofNanos(nextPoll - System.nanoTime());
        Duration untilLook = scanner.untilDue();
        Changes changes = watch.await(untilPoll.compareTo(untilLook) < 0 ? untilPoll : untilLook);
        changes.written().forEach(path -> generations.newest(path).ifPresent(due::add));
        scanner.hear(changes, generations);
    }

    @Override
    public void close() {
        generations.close();
        watch.close();
    }
}
