package heliograph.benchmarks.tail;

import heliograph.benchmarks.tail.Follower.Following;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What many files cost in which nothing happens: CPU, and memory beyond what one file needs.
final class Idle {
    private static final Duration SETTLING = Duration.ofSeconds(15);
    private static final double MIB = 1 << 20;

    private Idle() {}

    static void measure(Follower follower, Path scratch, Path many, Duration time)
            throws IOException, InterruptedException {
        Path one = Lines.manyFiles(scratch.resolve("one"), 1);
        long least = measure(follower, scratch, one, Duration.ZERO, Duration.ZERO).memory();
        Cost cost = measure(follower, scratch, many, SETTLING, time);
        System.out.printf(
                "  %-10s %14.2f %12.1f%n",
                follower.name(),
                100.0 * cost.cpu().toNanos() / time.toNanos(),
                (cost.memory() - least) / MIB);
        TailSpeed.delete(one);
    }

    private record Cost(Duration cpu, long memory) {}

    /// @param settling what the start costs does not count
    private static Cost measure(
            Follower follower, Path scratch, Path files, Duration settling, Duration time)
            throws IOException, InterruptedException {
        Path directory = Files.createDirectory(scratch.resolve("idle"));
        try (Following following = follower.follow(directory, List.of(files + "/*.log"), true)) {
            try (var paths = Files.list(files)) {
                following.awaitLines(paths.count());
            }
            Thread.sleep(settling);
            Duration before = CatchUp.cpu(following);
            Thread.sleep(time);
            Duration cpu = CatchUp.cpu(following).minus(before);
            return new Cost(cpu, following.memory());
        } finally {
            TailSpeed.delete(directory);
        }
    }
}
