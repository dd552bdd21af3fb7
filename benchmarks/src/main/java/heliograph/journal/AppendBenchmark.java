package heliograph.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

import java.io.IOException;
import java.util.List;

/// How long a publisher waits for its commit: alone, and among eight that share commits.
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls @Setup
public class AppendBenchmark {
    private static final SourceKey SOURCE = new SourceKey("bench", "http");
    private static final String TIME = "{\"time\":\"";
    private static final byte[] LINE =
            (TIME
                            + " ".repeat(Batch.STAMP_LENGTH)
                            + "\",\"content\":\""
                            + "x".repeat(250)
                            + "\"}\n")
                    .getBytes(US_ASCII);

    @Param({"1", "100"})
    int messages;

    private BenchmarkJournal store;

    @Setup
    public void open() throws IOException {
        store = BenchmarkJournal.open();
    }

    @TearDown
    public void close() throws IOException {
        store.close();
    }

    @Benchmark
    @Threads(1)
    public long alone() throws InterruptedException {
        return store.journal().append(batch());
    }

    @Benchmark
    @Threads(8)
    public long amongEight() throws InterruptedException {
        return store.journal().append(batch());
    }

    /// A new one each time: the writer stamps it.
    private Batch batch() {
        byte[] lines = new byte[messages * LINE.length];
        int[] ends = new int[messages];
        int[] holes = new int[messages];
        for (int i = 0; i < messages; i++) {
            System.arraycopy(LINE, 0, lines, i * LINE.length, LINE.length);
            ends[i] = (i + 1) * LINE.length;
            holes[i] = i * LINE.length + TIME.length();
        }
        return new Batch(lines, ends, holes, SOURCE, List.of());
    }
}
