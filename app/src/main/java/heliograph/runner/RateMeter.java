package heliograph.runner;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/// Counts by the second, over the last minute. Guarded by its owner.
final class RateMeter {
    private static final int SECONDS = 60;
    private static final int RECENT = 10; // seconds

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

    /// Over the last ten seconds.
    double perSecond() {
        List<Long> last = bySecond().subList(SECONDS - RECENT, SECONDS);
        return (double) last.stream().mapToLong(Long::longValue).sum() / RECENT;
    }

    /// The last minute, oldest first; the last is the running second.
    List<Long> bySecond() {
        forget();
        return LongStream.rangeClosed(second + 1, second + SECONDS)
                .mapToObj(s -> counts[(int) (s % SECONDS)])
                .toList();
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
