package heliograph.runner;

import heliograph.journal.SourceKey;
import heliograph.plugin.Failure;
import heliograph.source.Health;
import heliograph.source.Lag;
import heliograph.source.Message;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// How one source fares, as the board shows it. Safe from any thread.
final class SourceStatus {
    private final String name;
    private final String type;
    private final InstantSource clock;
    private final RateMeter rate = new RateMeter();
    private final Troubles troubles = new Troubles();
    private String jar = "";
    private String version = "";
    private Map<String, Object> settings;
    private SourceRules rules = SourceRules.NONE;
    private SourceState state = SourceState.STARTING;
    private Optional<Lag> lag = Optional.empty();
    private Instant lastSign;
    private Optional<Instant> silentSince = Optional.empty(); // if that was told
    private long messages;
    private int restarts;
    private Optional<Instant> nextStart = Optional.empty();
    private Optional<LastMessage> lastMessage = Optional.empty();
    private Optional<SourceError> lastError = Optional.empty();

    SourceStatus(SourceEntry entry, InstantSource clock) {
        this.name = entry.name();
        this.type = entry.type();
        this.settings = entry.settings().shown();
        this.clock = clock;
        this.lastSign = clock.instant();
    }

    synchronized SourceView view() {
        return new SourceView(
                name,
                type,
                state,
                messages,
                rate.perSecond(),
                rate.bySecond(),
                lastMessage,
                lastError,
                restarts,
                nextStart,
                troubles.health(),
                lag,
                silence(),
                rules.budget(),
                troubles.isHeldBack(),
                jar,
                version,
                settings);
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

    synchronized SourceState state() {
        return state;
    }

    synchronized long messages() {
        return messages;
    }

    /// Keeps nothing of the jar but words.
    synchronized void made(MadeSource made) {
        made.provider()
                .ifPresent(
                        provider -> {
                            jar = provider.jar();
                            version = provider.version();
                        });
        settings = made.settings();
        rules = made.rules();
    }

    synchronized void starting() {
        enter(SourceState.STARTING);
    }

    synchronized void running() {
        enter(SourceState.RUNNING);
        troubles.begin();
        lag = Optional.empty();
    }

    synchronized void restarting() {
        restarts++;
        running();
    }

    /// @param nextStart when it is called again
    synchronized void failed(Failure failure, Instant nextStart) {
        enter(SourceState.FAILED);
        this.nextStart = Optional.of(nextStart);
        failed(failure);
    }

    /// A call failed, and the source goes on.
    synchronized void failed(Failure failure) {
        lastError = Optional.of(new SourceError(failure, clock.instant()));
    }

    synchronized void finished() {
        enter(SourceState.FINISHED);
    }

    synchronized void paused() {
        enter(SourceState.PAUSED);
    }

    synchronized void stopped() {
        enter(SourceState.STOPPED);
    }

    /// It could not even be made.
    synchronized void broken(Failure failure) {
        enter(SourceState.BROKEN);
        failed(failure);
    }

    private void enter(SourceState next) {
        state = next;
        nextStart = Optional.empty();
        troubles.goesOn();
    }

    synchronized void reported(Health health) {
        troubles.reported(health);
    }

    synchronized void reported(Lag lag) {
        this.lag = Optional.of(lag);
    }

    /// Tells what is wrong, as the hub sees it.
    synchronized void trouble(Consumer<Troubles> told) {
        told.accept(troubles);
    }

    /// @param first its offset
    synchronized void published(List<Message> batch, long first) {
        Instant now = clock.instant();
        messages += batch.size();
        rate.add(batch.size());
        lastSign = now;
        lastMessage = Optional.of(LastMessage.of(first + batch.size() - 1, now, batch.getLast()));
    }

    /// Nobody expected anything of it until now.
    synchronized void expectFromNow() {
        lastSign = clock.instant();
    }

    /// It was told that it is silent; or that it has returned.
    synchronized void silentSince(Optional<Instant> since) {
        silentSince = since;
    }

    /// Nothing when nobody expects anything of it.
    synchronized Optional<Silence> silence() {
        return rules.expect()
                .map(
                        expect ->
                                new Silence(
                                        expect,
                                        silentSince.orElse(lastSign),
                                        silentSince.isPresent(),
                                        returned()));
    }

    private Optional<Instant> returned() {
        return lastMessage
                .map(LastMessage::time)
                .filter(time -> silentSince.map(time::isAfter).orElse(false));
    }
}
