package heliograph.broadcast;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.List;
import java.util.Optional;

/// The tail when it is full, so that each addition drops what is oldest. Alone, and while a
/// subscriber reads the newest.
@State(Scope.Benchmark)
public class TailBenchmark {
    private static final int MESSAGE = 400; // bytes

    private final Tail tail = new Tail(0);

    @Benchmark
    public void add() {
        addOne();
    }

    @Benchmark
    @Group("whileAdded")
    @GroupThreads(1)
    public void adder() {
        addOne();
    }

    @Benchmark
    @Group("whileAdded")
    @GroupThreads(1)
    public Optional<Frames> reader() {
        return tail.at(tail.newest());
    }

    private void addOne() {
        long offset = tail.newest() + 1; // of this thread alone
        ChunkWriter writer = new ChunkWriter(MESSAGE, 1);
        writer.append(new byte[MESSAGE]);
        writer.endFrame(0);
        tail.add(List.of(writer.frames(offset, offset)));
    }
}
