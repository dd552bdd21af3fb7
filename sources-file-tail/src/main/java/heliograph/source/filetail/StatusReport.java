package heliograph.source.filetail;

import heliograph.source.Health;
import heliograph.source.Lag;
import heliograph.source.Lag.Part;
import heliograph.source.SourceContext;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// What the hub's board says of this source: what cannot be read, and how far behind each file is.
final class StatusReport {
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);
    private static final int SHOWN = 100; // files
    private static final String UNIT = "bytes";

    private final SourceContext context;
    private final KnownFiles known;
    private final Generations generations;
    private final Map<TailedFile, IOException> failures = new HashMap<>();
    private final IdleTimer sinceReport = new IdleTimer();
    private Health trouble = Health.ok();
    private Lag lag = new Lag(0, UNIT);

    StatusReport(SourceContext context, KnownFiles known, Generations generations) {
        this.context = context;
        this.known = known;
        this.generations = generations;
        context.report(trouble);
    }

    void failed(TailedFile file, IOException why) {
        failures.put(file, why);
    }

    void isRead(TailedFile file) {
        if (!failures.isEmpty()) failures.remove(file);
    }

    /// Troubles at once when they change, and how far files are behind once a second.
    void report(Troubles ofLooking) {
        Health now = health(ofLooking);
        if (!now.equals(trouble)) context.report(now);
        trouble = now;
        if (!sinceReport.lasts(AT_MOST_EVERY)) return;
        sinceReport.end();
        Lag behind = lag();
        if (!behind.equals(lag)) context.report(behind);
        lag = behind;
    }

    private Health health(Troubles ofLooking) {
        if (failures.isEmpty()) return ofLooking.health();
        failures.keySet().retainAll(new HashSet<>(generations.open()));
        Troubles troubles = ofLooking.copy();
        failures.forEach((file, why) -> troubles.add(file.path(), why));
        return troubles.health();
    }

    /// Of each path the sum over its generations, the farthest behind first.
    private Lag lag() {
        Map<Path, Part> byPath = new HashMap<>();
        generations.open().forEach(file -> add(byPath, file.path(), file.behind(), 0));
        known.forEach(
                (_, reached) -> {
                    boolean isShown = byPath.containsKey(reached.path()) || byPath.size() < SHOWN;
                    if (reached.lost() > 0 || isShown) {
                        add(byPath, reached.path(), 0, reached.lost());
                    }
                });
        List<Part> parts = new ArrayList<>(byPath.values());
        parts.sort(
                Comparator.comparingLong(Part::amount)
                        .thenComparingLong(Part::lost)
                        .reversed()
                        .thenComparing(Part::name));
        long all = parts.stream().mapToLong(Part::amount).sum();
        return new Lag(all, UNIT, parts.subList(0, Math.min(SHOWN, parts.size())));
    }

    private static void add(Map<Path, Part> byPath, Path path, long behind, long lost) {
        byPath.merge(
                path,
                new Part(path.toString(), behind, lost),
                (a, b) -> new Part(a.name(), a.amount() + b.amount(), a.lost() + b.lost()));
    }
}
