package heliograph.source.filetail;

import heliograph.source.filetail.DirectoryWatch.Changes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// When to look at which paths: at all of them now and then, and at once at those of which an event
/// tells.
final class Scanner {
    // However many names come and go, all paths are not looked at more often.
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(50);

    private final FileTailSettings settings;
    private final Disk disk;
    private final Discovery discovery;
    private final DirectoryWatch watch;
    private final Set<Path> named = new HashSet<>();
    private Troubles troubles = new Troubles();
    private Duration rest = Duration.ZERO;
    private long last = System.nanoTime();
    private long next = last;

    Scanner(FileTailSettings settings, Disk disk, Discovery discovery, DirectoryWatch watch) {
        this.settings = settings;
        this.disk = disk;
        this.discovery = discovery;
        this.watch = watch;
    }

    boolean isDue() {
        return !named.isEmpty() || !untilDue().isPositive();
    }

    Duration untilDue() {
        return named.isEmpty() ? Duration.ofNanos(next - System.nanoTime()) : Duration.ZERO;
    }

    /// What could not be looked at.
    Troubles troubles() {
        return troubles;
    }

    void look(Outbox outbox) throws InterruptedException {
        List<Path> paths = List.copyOf(named);
        named.clear();
        if (next - System.nanoTime() <= 0) {
            lookAtAll();
            discovery.startPosition().over(outbox);
            return;
        }
        for (Path path : paths) {
            troubles.clear(path);
            discovery.discover(
                    path, PathState.of(disk, path, settings.isLiteral(path), troubles), troubles);
        }
    }

    private void lookAtAll() throws InterruptedException {
        last = System.nanoTime();
        Scan scan = Scan.of(disk, settings, discovery.followed());
        rest = settings.pace().afterLook(scan.states().size());
        troubles = scan.troubles();
        discovery.discover(scan);
        next = last + rest.toNanos();
        if (watch.watch(scan.directories())) soon(); // what happened before was not told
    }

    /// Notes the paths to look at now.
    void hear(Changes changes, Generations generations) {
        for (Path path : changes.written()) {
            if (generations.newest(path).isEmpty() && isOurs(path)) named.add(path);
        }
        for (Path path : changes.named()) {
            if (isOurs(path)) {
                named.add(path);
            } else {
                soon(); // a directory, or the new name of one of ours
            }
        }
        if (changes.lost()) soon();
    }

    private boolean isOurs(Path path) {
        return discovery.follows(path) || settings.includes(path);
    }

    private void soon() {
        boolean costly = rest.compareTo(settings.pace().discover()) > 0;
        long soon = last + (costly ? rest : AT_MOST_EVERY).toNanos();
        if (soon - next < 0) next = soon;
    }
}
