package heliograph.plugin;

import heliograph.source.ConfigException;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/// Calls code that is not ours on a platform thread of its own and with a time limit: it may throw
/// anything, never return, or hold a carrier thread that browsers need.
public final class ForeignCall {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private ForeignCall() {}

    private sealed interface Outcome<T> {
        record Returned<T>(T value) implements Outcome<T> {}

        record Refused<T>(ConfigException why) implements Outcome<T> {}

        record Threw<T>(Failure failure) implements Outcome<T> {}
    }

    /// Returns what the code returned. It sees the classes of the loader.
    ///
    /// @throws ConfigException when the code threw one
    /// @throws ForeignFailure when it threw something else, or did not return within 5 s
    public static <T> T call(String what, ClassLoader loader, Callable<T> code)
            throws ForeignFailure, InterruptedException {
        AtomicReference<Optional<Outcome<T>>> outcome = new AtomicReference<>(Optional.empty());
        Thread thread =
                ForeignThread.unstarted(
                        ForeignThread.group(what),
                        "foreign " + what,
                        loader,
                        () -> outcome.set(Optional.of(outcomeOf(code))));
        start(thread);
        if (!thread.join(LIMIT)) throw late(what, thread);
        return switch (outcome.get().orElseThrow()) {
            case Outcome.Returned<T>(T value) -> value;
            case Outcome.Refused<T>(ConfigException why) -> throw why;
            case Outcome.Threw<T>(Failure failure) -> throw new ForeignFailure(failure);
        };
    }

    private static <T> Outcome<T> outcomeOf(Callable<T> code) {
        try {
            return new Outcome.Returned<>(code.call());
        } catch (ConfigException e) {
            return new Outcome.Refused<>(e);
        } catch (Throwable e) {
            return new Outcome.Threw<>(Failure.of(e));
        }
    }

    private static void start(Thread thread) throws ForeignFailure {
        try {
            thread.start();
        } catch (OutOfMemoryError e) { // this is how the JDK says that there are too many threads
            throw new ForeignFailure(Failure.of(e));
        }
    }

    private static ForeignFailure late(String what, Thread thread) {
        String message = what + " did not return within " + LIMIT.toSeconds() + " s";
        Failure failure = new Failure(message, Failure.stackOf(thread));
        thread.interrupt();
        return new ForeignFailure(failure);
    }
}
