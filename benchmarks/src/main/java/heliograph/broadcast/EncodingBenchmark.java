package heliograph.broadcast;

import heliograph.journal.Batch;
import heliograph.journal.BenchmarkJournal;
import heliograph.journal.Block;
import heliograph.journal.SourceKey;
import heliograph.source.Message;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// What the messages of one commit cost between the request and the shared bytes: parsed and made
/// lines on the publisher's thread, made frames on the journal's.
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls @Setup
public class EncodingBenchmark {
    private static final int PAGE = 1 << 20; // bytes; more than one commit has
    private static final SourceKey SOURCE = new SourceKey("bench", "http");
    private static final String JSON =
            "{\"content\":\"%s\",\"host\":\"web-1\"}".formatted("quick brown fox ".repeat(17));

    @Param({"1", "100"})
    int messages;

    private BenchmarkJournal store;
    private List<Block> blocks;

    @Setup
    public void commit() throws IOException, InterruptedException {
        store = BenchmarkJournal.open();
        store.journal().append(lines());
        blocks = store.journal().page(1, PAGE);
    }

    @TearDown
    public void close() throws IOException {
        store.close();
    }

    @Benchmark
    public Batch lines() {
        List<Message> parsed =
                Collections.nCopies(messages, JSON).stream().map(Message::json).toList();
        return EntryEncoder.encode(SOURCE, parsed, List.of(), Optional.empty());
    }

    @Benchmark
    public List<Frames> frames() {
        return FrameEncoder.encode(blocks, store.journal().epochs());
    }
}
