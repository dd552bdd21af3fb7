package heliograph.benchmarks.tail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import heliograph.benchmarks.tail.Follower.Following;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long after it was written a line is with who follows: each says when it was written.
final class Latency {
    private static final int RATE = 100; // lines a second
    private static final int WARM_UP = 5 * RATE; // lines that are not counted
    private static final Pattern WRITTEN = Pattern.compile("written (\\d+) ");

    private Latency() {}

    static void measure(Follower follower, Path scratch, Duration time, boolean watch)
            throws Exception {
        Path directory = Files.createDirectory(scratch.resolve("latency"));
        Path file = Files.createFile(scratch.resolve("growing.log"));
        int lines = WARM_UP + (int) time.toSeconds() * RATE;
        try (Following following = follower.follow(directory, List.of(file.toString()), watch);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(following.lines(), US_ASCII))) {
            Thread writer = Thread.ofPlatform().start(() -> write(file, lines));
            long[] waits = read(reader, lines);
            writer.join();
            System.out.printf(
                    "  %-10s %8.2f %8.2f %8.2f%n",
                    watch ? follower.name() : follower.name() + " polls",
                    percentile(waits, 0.5),
                    percentile(waits, 0.99),
                    percentile(waits, 0.999));
        }
        Files.delete(file);
        TailSpeed.delete(directory);
    }

    private static void write(Path file, int lines) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            long due = System.nanoTime();
            for (int i = 0; i < lines; i++) {
                due += 1_000_000_000L / RATE;
                while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
                String line = "written %d %s%n".formatted(System.nanoTime(), ".".repeat(80));
                channel.write(ByteBuffer.wrap(line.getBytes(US_ASCII)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Those that count, in nanoseconds, sorted.
    private static long[] read(BufferedReader reader, int lines) throws IOException {
        long[] waits = new long[lines];
        int count = 0;
        while (count < lines) {
            String line = reader.readLine();
            if (line == null) throw new IOException("the stream ended after " + count + " lines");
            Matcher written = WRITTEN.matcher(line);
            if (!written.find()) continue;
            waits[count++] = System.nanoTime() - Long.parseLong(written.group(1));
        }
        long[] counted = Arrays.copyOfRange(waits, WARM_UP, lines);
        Arrays.sort(counted);
        return counted;
    }

    private static double percentile(long[] sorted, double p) {
        return sorted[(int) ((sorted.length - 1) * p)] / 1e6;
    }
}
