package heliograph.plugin;

import static java.lang.System.Logger.Level.ERROR;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A platform thread that does the same once a second, until it is closed or interrupted. A round
/// that fails is logged; the next may do better.
public final class OnceASecond implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(OnceASecond.class.getName());

    /// What is done in a round.
    @FunctionalInterface
    public interface Round {
        void take() throws InterruptedException;
    }

    private final String name;
    private final Round round;
    private final CountDownLatch closed = new CountDownLatch(1);

    private OnceASecond(String name, Round round) {
        this.name = name;
        this.round = round;
    }

    /// @param name of the thread
    public static OnceASecond start(String name, Round round) {
        OnceASecond rounds = new OnceASecond(name, round);
        Thread.ofPlatform().name(name).daemon().start(rounds::run);
        return rounds;
    }

    private void run() {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) takeRound();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeRound() throws InterruptedException {
        try {
            round.take();
        } catch (RuntimeException | Error e) {
            LOGGER.log(ERROR, "a round of " + name + " failed", e);
        }
    }

    /// Ends it, after the round that is being taken.
    @Override
    public void close() {
        closed.countDown();
    }
}
