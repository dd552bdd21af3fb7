package heliograph.runner;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// Calls code that is not ours on a platform thread of its own and with a time limit: it may throw
/// anything, never return, or hold a carrier thread that browsers need.
final class ForeignCall {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private ForeignCall() {}

    /// @throws Throwable what the call threw
    static <T> T call(String what, Callable<T> code) throws Throwable {
        CompletableFuture<T> result = new CompletableFuture<T>();
        Thread thread =
                Thread.ofPlatform().name("foreign " + what).daemon().start(() -> run(code, result));
        result.orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return result.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (!(cause instanceof java.util.concurrent.TimeoutException)) throw cause;
            thread.interrupt();
            throw new IllegalStateException(
                    what + " did not return within " + LIMIT.toSeconds() + " s");
        }
    }

    private static <T> void run(Callable<T> code, CompletableFuture<T> result) {
        try {
            result.complete(code.call());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }
}
