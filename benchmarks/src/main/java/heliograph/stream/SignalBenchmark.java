package heliograph.stream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.time.Duration;

/// What it takes to wake a group's thread: there and back, which are two wake-ups, and when it is
/// awake.
@State(Scope.Benchmark)
public class SignalBenchmark {
    private static final long LONG = Duration.ofDays(1).toNanos();

    private final Signal there = new Signal();
    private final Signal back = new Signal();
    private final Signal unheard = new Signal();
    private final Thread waiter = Thread.ofPlatform().daemon().unstarted(this::answer);
    private volatile boolean over;

    @Setup
    public void start() {
        waiter.start();
    }

    private void answer() {
        while (!over) {
            there.await(System.nanoTime() + LONG);
            back.raise();
        }
    }

    @Benchmark
    public void thereAndBack() {
        there.raise();
        back.await(System.nanoTime() + LONG);
    }

    @Benchmark
    public void whileAwake() {
        unheard.raise();
    }

    @TearDown
    public void stop() throws InterruptedException {
        over = true;
        there.raise();
        waiter.join();
    }
}
