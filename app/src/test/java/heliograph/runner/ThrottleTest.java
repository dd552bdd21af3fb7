package heliograph.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

class ThrottleTest {
    private static final Budget TEN_MESSAGES =
            new Budget(OptionalLong.of(10), OptionalLong.empty());

    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L); // as System.nanoTime() may be

    @Test
    void aSecondsWorthPassesAtOnceAndThenAsItFlows() {
        Throttle throttle = new Throttle(TEN_MESSAGES, nanos::get);
        for (int i = 0; i < 10; i++) assertThat(throttle.take(1, 100)).isZero();
        assertThat(throttle.take(1, 100)).isEqualTo(Duration.ofMillis(100).toNanos());
        pass(Duration.ofMillis(100));
        assertThat(throttle.take(1, 100)).isZero();
        assertThat(throttle.take(1, 100)).isPositive();
    }

    @Test
    void whatIsNotUsedIsNotSavedUp() {
        Throttle throttle = new Throttle(TEN_MESSAGES, nanos::get);
        pass(Duration.ofHours(1));
        for (int i = 0; i < 10; i++) assertThat(throttle.take(1, 100)).isZero();
        assertThat(throttle.take(1, 100)).isPositive();
    }

    @Test
    void aLargeBatchPassesAndTheNextWaitsForIt() {
        Throttle throttle = new Throttle(TEN_MESSAGES, nanos::get);
        assertThat(throttle.take(50, 100)).isZero();
        assertThat(Duration.ofNanos(throttle.take(1, 100))).isEqualTo(Duration.ofMillis(4_100));
    }

    @Test
    void theScarcerLimitHolds() {
        Budget budget = new Budget(OptionalLong.of(1_000), OptionalLong.of(1_000));
        Throttle throttle = new Throttle(budget, nanos::get);
        assertThat(throttle.take(1, 2_000)).isZero();
        assertThat(Duration.ofNanos(throttle.take(1, 1)))
                .isBetween(Duration.ofMillis(1_000), Duration.ofMillis(1_002));
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
