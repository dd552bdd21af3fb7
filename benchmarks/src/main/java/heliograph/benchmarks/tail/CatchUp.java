package heliograph.benchmarks.tail;

import heliograph.benchmarks.tail.Follower.Following;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A large file is there when the program starts: from its start until all lines went through it,
/// in the hub's case until they are committed.
final class CatchUp {
    private CatchUp() {}

    static void measure(Follower follower, Path scratch, Path file)
            throws IOException, InterruptedException {
        Path directory = Files.createDirectory(scratch.resolve("catch-up"));
        long lines = Files.size(file) / Lines.LENGTH;
        try (Following following = follower.follow(directory, List.of(file.toString()), true)) {
            long began = System.nanoTime();
            Duration before = cpu(following);
            following.awaitLines(lines);
            Duration cpu = cpu(following).minus(before);
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "  %-8s %7.1f %14.2f%n",
                    follower.name(), Files.size(file) / 1e6 / seconds, cpu.toNanos() / 1e3 / lines);
        }
        TailSpeed.delete(directory);
    }

    /// Zero when the process has ended.
    static Duration cpu(Following following) {
        return following.process().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
