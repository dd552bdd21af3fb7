package heliograph.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class RateMeterTest {
    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L); // as System.nanoTime() may be
    private final RateMeter meter = new RateMeter(nanos::get);

    @Test
    void itCountsOverTheLastTenSeconds() {
        assertThat(meter.perSecond()).isZero();
        for (int second = 0; second < 10; second++) {
            meter.add(20);
            meter.add(10);
            pass(Duration.ofSeconds(1));
        }
        assertThat(meter.perSecond()).isEqualTo(27); // the newest second has only begun
    }

    @Test
    void whatIsOlderIsForgotten() {
        meter.add(50);
        pass(Duration.ofMillis(9_900));
        assertThat(meter.perSecond()).isEqualTo(5);
        pass(Duration.ofMillis(100));
        assertThat(meter.perSecond()).isZero();
        meter.add(10);
        pass(Duration.ofDays(3));
        assertThat(meter.perSecond()).isZero();
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
