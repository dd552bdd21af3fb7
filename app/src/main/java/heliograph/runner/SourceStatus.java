package heliograph.runner;

import heliograph.journal.SourceKey;
import heliograph.source.Health;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// How one source fares, as the board shows it. Safe from any thread.
public final class SourceStatus {
    private final String name;
    private final String type;
    private final String jar;
    private final Map<String, Object> settings;
    private final RateMeter rate = new RateMeter();
    private SourceState state = SourceState.RUNNING;
    private Health health = Health.ok();
    private Optional<String> waitsFor = Optional.empty();
    private long messages;
    private int restarts;
    private Optional<Instant> lastMessage = Optional.empty();
    private Optional<String> lastError = Optional.empty();

    SourceStatus(String name, String type, String jar, Map<String, Object> settings) {
        this.name = name;
        this.type = type;
        this.jar = jar;
        this.settings = settings;
    }

    /// What the board shows of a source at one moment.
    ///
    /// @param rate messages in a second, over the last ten
    public record View(
            String name,
            String type,
            String jar,
            Map<String, Object> settings,
            SourceState state,
            Health health,
            long messages,
            double rate,
            int restarts,
            Optional<Instant> lastMessage,
            Optional<String> lastError) {}

    public synchronized View view() {
        return new View(
                name,
                type,
                jar,
                settings,
                state,
                waitsFor.map(why -> health.waiting(why)).orElse(health),
                messages,
                rate.perSecond(),
                restarts,
                lastMessage,
                lastError);
    }

    String name() {
        return name;
    }

    String type() {
        return type;
    }

    SourceKey key() {
        return new SourceKey(name, type);
    }

    synchronized void running() {
        state = SourceState.RUNNING;
        health = Health.ok();
        waitsFor = Optional.empty();
    }

    synchronized void restarting() {
        restarts++;
        running();
    }

    synchronized void failed(String error) {
        state = SourceState.FAILED;
        lastError = Optional.of(error);
    }

    synchronized void finished() {
        state = SourceState.FINISHED;
        waitsFor = Optional.empty();
    }

    synchronized void stopped() {
        state = SourceState.STOPPED;
        waitsFor = Optional.empty();
    }

    /// It could not even be made.
    synchronized void neverRan(String error) {
        state = SourceState.STOPPED;
        lastError = Optional.of(error);
    }

    synchronized void reported(Health health) {
        this.health = health;
    }

    /// It waits in a call to publish.
    synchronized void waits(String why) {
        waitsFor = Optional.of(why);
    }

    synchronized void goesOn() {
        waitsFor = Optional.empty();
    }

    synchronized void published(int count, Instant now) {
        messages += count;
        rate.add(count);
        lastMessage = Optional.of(now);
    }
}
