package heliograph.runner;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.plugin.Failure;
import heliograph.plugin.FoundProvider;
import heliograph.plugin.Plugins;
import heliograph.runner.MadeSource.Result;
import heliograph.source.ConfigException;
import heliograph.source.PublishFailed;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// One source of the board, through its life: made by the provider of its type, started, paused,
/// made anew when its jar is replaced, stopped.
///
/// Each step waits for the one before it, and takes as long as foreign code may: 5 s to be made,
/// 3 s to leave a run. Safe from any thread.
final class ManagedSource {
    private static final System.Logger LOGGER = System.getLogger(ManagedSource.class.getName());

    private final ReentrantLock step = new ReentrantLock(); // one step of its life at a time
    private final SourceEntry entry;
    private final Plugins plugins;
    private final Station station;
    private final SourceMemory memory;
    private final SourceStatus status;
    private boolean isClosed; // guarded by step
    private volatile Optional<MadeSource> made = Optional.empty(); // changed in a step
    private volatile Optional<Running> running = Optional.empty(); // changed in a step
    private volatile boolean isPaused; // changed in a step

    ManagedSource(SourceEntry entry, Plugins plugins, Station station) throws InterruptedException {
        this.entry = entry;
        this.plugins = plugins;
        this.station = station;
        this.memory = SourceMemory.of(entry.name(), station);
        this.isPaused = memory.wasPaused();
        this.status = new SourceStatus(entry, station.clock());
        status.silentSince(memory.wasSilentSince());
    }

    String type() {
        return entry.type();
    }

    SourceStatus status() {
        return status;
    }

    SourceMemory memory() {
        return memory;
    }

    boolean isPaused() {
        return isPaused;
    }

    /// Makes it, unless it is, and starts nothing.
    ///
    /// @return why its settings cannot be used, if so
    Optional<ConfigException> make() throws InterruptedException {
        inTurn(this::madeNow);
        return made.flatMap(MadeSource::refusal);
    }

    private MadeSource madeNow() throws InterruptedException {
        if (made.isPresent()) return made.get();
        MadeSource now = MadeSource.of(entry, plugins);
        made = Optional.of(now);
        status.made(now);
        return now;
    }

    /// Starts it, unless it is paused.
    void start() throws InterruptedException {
        inTurn(this::startNow);
    }

    private void startNow() throws InterruptedException {
        if (isClosed || running.isPresent()) return;
        MadeSource now = madeNow();
        switch (now.result()) {
            case Result.Ready ready -> run(now, ready);
            case Result.Refused(ConfigException why) -> broken(Failure.of(why));
            case Result.Failed(Failure failure) -> broken(failure);
            case Result.NoProvider _ -> noProvider();
        }
    }

    private void run(MadeSource now, Result.Ready ready) {
        if (isPaused) {
            status.paused();
            return;
        }
        FoundProvider provider = now.provider().orElseThrow();
        try {
            running =
                    Optional.of(
                            Running.start(ready.source(), provider, now.rules(), status, station));
        } catch (OutOfMemoryError e) { // this is how the JDK says that there are too many threads
            broken(Failure.of(e));
        }
    }

    private void noProvider() {
        if (plugins.isSearching()) {
            status.starting();
            return;
        }
        String unknown = plugins.unknownType(entry.name(), entry.type()).getMessage();
        broken(Failure.withoutStack(unknown + "; drop the jar that has it into plugins/"));
    }

    private void broken(Failure failure) {
        LOGGER.log(
                WARNING, "source ''{0}'' could not be made: {1}", entry.name(), failure.message());
        status.broken(failure);
    }

    /// Leaves its run; one that does not in time is left behind.
    private void stopNow() throws InterruptedException {
        Optional<Running> before = running;
        running = Optional.empty();
        if (before.isEmpty()) return;
        before.get().stop();
        before.get().awaitStop(System.nanoTime() + SourceRunner.TIME_TO_LEAVE.toNanos());
    }

    /// Makes it anew when the provider of its type is another one now, or none.
    void refresh() throws InterruptedException {
        inTurn(
                () -> {
                    Optional<FoundProvider> before = made.flatMap(MadeSource::provider);
                    boolean isSame = before.equals(plugins.ofType(entry.type()));
                    if (!isSame || status.state() == SourceState.STARTING) startAnew();
                });
    }

    private void startAnew() throws InterruptedException {
        stopNow();
        made = Optional.empty();
        startNow();
    }

    /// Stops it until somebody resumes it, also over a restart of the hub.
    ///
    /// @throws PublishFailed when that cannot be kept; nothing has changed then
    void pause() throws InterruptedException {
        inTurn(
                () -> {
                    if (!isPaused) memory.paused(true);
                    isPaused = true;
                    stopNow();
                    if (status.state() != SourceState.BROKEN) status.paused();
                });
    }

    /// @throws PublishFailed when that cannot be kept; nothing has changed then
    void resume() throws InterruptedException {
        inTurn(
                () -> {
                    forgetPause();
                    startNow();
                });
    }

    /// Makes it anew and starts it, whatever it did.
    ///
    /// @throws PublishFailed when it was paused and that cannot be kept
    void restart() throws InterruptedException {
        inTurn(
                () -> {
                    forgetPause();
                    startAnew();
                });
    }

    private void forgetPause() throws InterruptedException {
        if (!isPaused) return;
        memory.paused(false);
        isPaused = false;
        status.expectFromNow();
    }

    /// Who takes what is posted under its name. Never waits for a step.
    Recipient recipient() {
        return running.flatMap(Running::receiver)
                .<Recipient>map(Recipient.Receives::new)
                .orElseGet(this::unavailable);
    }

    private Recipient unavailable() {
        String name = entry.name();
        if (made.map(MadeSource::isLive).orElse(false)) return new Recipient.OtherKind(type());
        if (isPaused) {
            return new Recipient.Unavailable(
                    "source '%s' is paused; POST /api/sources/%s/resume ends that"
                            .formatted(name, name));
        }
        return new Recipient.Unavailable(
                "source '%s' is %s; /api/sources says more".formatted(name, status.state().word()));
    }

    /// Ends it for good. Whoever closes several lets them leave their runs at the same time.
    void close() throws InterruptedException {
        running.ifPresent(Running::stop); // before the step, which may wait for its create
        inTurn(
                () -> {
                    isClosed = true;
                    stopNow();
                    made = Optional.empty();
                    status.stopped();
                });
    }

    @FunctionalInterface
    private interface Step {
        void take() throws InterruptedException;
    }

    private void inTurn(Step next) throws InterruptedException {
        step.lockInterruptibly();
        try {
            next.take();
        } finally {
            step.unlock();
        }
    }
}
