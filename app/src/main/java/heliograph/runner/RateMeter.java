package heliograph.runner;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// Counts by the second, over the last ten. Guarded by its owner.
final class RateMeter {
    private static final int SECONDS = 10;

    private final long[] counts = new long[SECONDS];
    private long second = now();

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

    /// Never negative, so that it can index.
    private static long now() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime()) & Long.MAX_VALUE;
    }
}
