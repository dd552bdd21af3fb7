package heliograph.runner;

import heliograph.source.Health;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What is wrong with a source that runs nevertheless: as it reported, and as the hub sees. Guarded
/// by its owner.
final class Troubles {
    /// How long somebody who looks at the board once a second is to see that it was held back.
    private static final long SHOWN = TimeUnit.SECONDS.toNanos(2);

    private Health reported = Health.ok();
    private Optional<String> waitsFor = Optional.empty();
    private int heldBack; // threads that wait for the budget
    private Optional<Long> lastHeldBack = Optional.empty(); // System.nanoTime()
    private int threadsLeft;
    private int runsLeft;

    void begin() {
        reported = Health.ok();
        waitsFor = Optional.empty();
    }

    void reported(Health health) {
        reported = health;
    }

    /// It waits in a call to publish.
    void waits(String why) {
        waitsFor = Optional.of(why);
    }

    void goesOn() {
        waitsFor = Optional.empty();
    }

    void heldBack(boolean begins) {
        heldBack += begins ? 1 : -1;
        lastHeldBack = Optional.of(System.nanoTime());
    }

    boolean isHeldBack() {
        return heldBack > 0 || lastHeldBack.map(at -> System.nanoTime() - at < SHOWN).orElse(false);
    }

    /// Its last run ended, and threads that it had started go on.
    void threadsLeft(int count) {
        threadsLeft = count;
    }

    /// A run ignored its interrupt, and goes on without a use.
    void runLeft() {
        runsLeft++;
    }

    /// An abandoned run has ended after all.
    void runGone() {
        runsLeft--;
    }

    Health health() {
        List<String> seen = new ArrayList<>();
        waitsFor.ifPresent(why -> seen.add("waiting: " + why));
        if (isHeldBack()) {
            seen.add("waiting: it publishes more than its budget; raise that if it should");
        }
        if (runsLeft > 0) {
            seen.add(runsLeft + " earlier run(s) ignore their interrupt and were left behind");
        }
        if (threadsLeft > 0) seen.add(threadsLeft + " thread(s) that it started outlive its run");
        if (seen.isEmpty()) return reported;
        if (!reported.detail().isEmpty()) seen.add(reported.detail());
        return Health.degraded(String.join("; ", seen));
    }
}
