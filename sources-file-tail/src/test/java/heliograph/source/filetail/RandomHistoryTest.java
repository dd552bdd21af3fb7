package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.source.Message;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Whatever happens to a file, in whatever order: each line once, and in order within its
/// generation. A line is `generation:number`. To try others: `-Dfiletail.seed=42`, and
/// `-Dfiletail.seeds=1000` for how many from there.
class RandomHistoryTest extends TailTest {
    private static final int STEPS = 40;

    private final List<String> written = new ArrayList<>();
    private Random random = new Random(0);
    private int generation = 1;
    private int line;
    private int rotations;
    private String half = "";
    private Optional<OutputStream> old = Optional.empty();
    private int oldGeneration;
    private int lateLine;
    private int taken;

    static LongStream seeds() {
        long first = Long.getLong("filetail.seed", 0);
        return LongStream.range(first, first + Long.getLong("filetail.seeds", 40));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachLineIsPublishedOnceAndInOrder(long seed) throws Exception {
        random = new Random(seed);
        String include = List.of("app.log", "app.lo*g", "app.log*").get(random.nextInt(3));
        follow(include);
        try {
            for (int step = 0; step < STEPS; step++) step(include);
            complete();
            awaitAll();
        } catch (AssertionError e) {
            List<String> missing = new ArrayList<>(written);
            missing.removeAll(published());
            throw new AssertionError(
                    "seed "
                            + seed
                            + ", missing "
                            + missing.subList(0, Math.min(20, missing.size()))
                            + " of "
                            + context.checkpoints(),
                    e);
        } finally {
            if (old.isPresent()) old.get().close();
        }
        assertThat(byGeneration(published())).as("seed " + seed).isEqualTo(byGeneration(written));
    }

    private void step(String include) throws Exception {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> write(1 + random.nextInt(5));
            case 4 -> write(2_000);
            case 5 -> writeHalf();
            case 6 -> rotate();
            case 7 -> {
                rotate();
                write(1);
                rotate();
                write(1);
            }
            case 8 -> writeLate();
            case 9 -> truncateWhatWasRead();
            case 10 -> restart(include, () -> {});
            case 11 ->
                    restart(
                            include,
                            () -> {
                                write(1 + random.nextInt(3));
                                if (random.nextBoolean()) rotate();
                                write(random.nextInt(3));
                                if (random.nextBoolean()) rotate();
                                if (random.nextBoolean()) write(1);
                            });
            default -> throw new IllegalStateException();
        }
    }

    private interface Meanwhile {
        void happens() throws Exception;
    }

    private void restart(String include, Meanwhile meanwhile) throws Exception {
        stop();
        meanwhile.happens();
        follow(include);
    }

    private void write(int lines) throws IOException {
        complete();
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++) text.append(nextLine()).append('\n');
        append("app.log", text.toString());
    }

    private void writeHalf() throws IOException {
        complete();
        half = nextLine();
        append("app.log", half.substring(0, half.length() / 2));
    }

    private void complete() throws IOException {
        if (half.isEmpty()) return;
        append("app.log", half.substring(half.length() / 2) + "\n");
        half = "";
    }

    private String nextLine() {
        String text = generation + ":" + ++line;
        written.add(text);
        return text;
    }

    /// Perhaps the program goes on writing to the file it has open.
    private void rotate() throws IOException {
        complete();
        if (!Files.exists(log("app.log"))) return;
        if (old.isPresent()) old.get().close();
        old = Optional.of(Files.newOutputStream(log("app.log"), StandardOpenOption.APPEND));
        oldGeneration = generation;
        lateLine = line;
        for (int i = rotations; i > 0; i--) rename("app.log." + i, "app.log." + (i + 1));
        rename("app.log", "app.log.1");
        rotations++;
        generation++;
        line = 0;
    }

    private void writeLate() throws IOException {
        if (old.isEmpty()) return;
        String text = oldGeneration + ":" + ++lateLine;
        written.add(text);
        old.get().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// What nobody has read yet when a file is truncated is lost to everybody.
    private void truncateWhatWasRead() throws Exception {
        complete();
        awaitAll();
        if (!Files.exists(log("app.log"))) return;
        truncate("app.log");
        generation++;
        line = 0;
        if (random.nextBoolean()) write(random.nextInt(3_000));
    }

    /// What came and went between two looks is found when its successor comes.
    private void awaitAll() throws Exception {
        if (!Files.exists(log("app.log"))) write(1);
        for (; taken < written.size(); taken++) context.next();
    }

    private List<String> published() {
        return context.published().stream().map(RandomHistoryTest::content).toList();
    }

    private static String content(Message message) {
        String json = message.toString();
        int from = json.indexOf(":\"") + 2;
        return json.substring(from, json.indexOf('"', from));
    }

    private static Map<String, List<String>> byGeneration(List<String> lines) {
        return lines.stream().collect(Collectors.groupingBy(l -> l.substring(0, l.indexOf(':'))));
    }
}
