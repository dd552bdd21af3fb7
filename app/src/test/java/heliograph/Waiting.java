package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/// Waits for what must happen.
public final class Waiting {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Waiting() {}

    /// Asks until the answer is as it must be, and returns that one.
    public static <T> T until(Callable<T> question, Predicate<T> isRight) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            T answer = question.call();
            if (isRight.test(answer)) return answer;
            assertThat(System.nanoTime()).as("still: %s", answer).isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
