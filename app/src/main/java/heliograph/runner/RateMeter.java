package heliograph.runner;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Counts by the second, over the last ten. Guarded by its owner.
final class RateMeter {
    private static final int SECONDS = 10;

    private final long[] counts = new long[SECONDS];
    private final LongSupplier nanoTime;
    private final long began;
    private long second;

    RateMeter() {
        this(System::nanoTime);
    }

    RateMeter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
    }

    void add(long count) {
        forget();
        counts[(int) (second % SECONDS)] += count;
    }

    double perSecond() {
        forget();
        return (double) Arrays.stream(counts).sum() / SECONDS;
    }

    private void forget() {
        long now = now();
        if (now - second >= SECONDS) {
            Arrays.fill(counts, 0);
        } else {
            for (long s = second + 1; s <= now; s++) counts[(int) (s % SECONDS)] = 0;
        }
        second = now;
    }

    private long now() {
        return TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - began);
    }
}
