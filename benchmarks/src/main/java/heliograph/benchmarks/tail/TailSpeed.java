package heliograph.benchmarks.tail;

import heliograph.benchmarks.server.PackagedHub;
import heliograph.benchmarks.server.Unusable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// How fast is a line that was written on a subscriber's socket, how fast is a large file caught
/// up, and what do files cost in which nothing happens? Measures the packaged hub, and in the same
/// run `tail -F`, which neither keeps nor numbers anything.
///
/// Settings are system properties: `tail.mebibytes`, `tail.seconds`, `tail.files`.
final class TailSpeed {
    private static final Path PROJECT = Path.of(".."); // Maven starts us in our module
    private static final Path DIRECTORY = Path.of("target/tail-speed");

    private TailSpeed() {}

    public static void main(String[] arguments) throws Exception {
        try {
            measure();
        } catch (Unusable e) {
            System.err.println("tail-speed: " + e.getMessage());
            System.exit(2);
        } finally {
            delete(DIRECTORY);
        }
    }

    private static void measure() throws Exception {
        int mebibytes = Integer.getInteger("tail.mebibytes", 1024);
        Duration time = Duration.ofSeconds(Integer.getInteger("tail.seconds", 20));
        int files = Integer.getInteger("tail.files", 10_000);
        delete(DIRECTORY);
        Files.createDirectories(DIRECTORY);
        Path scratch = DIRECTORY.toRealPath();
        List<Follower> followers = List.of(new Hub(PackagedHub.of(PROJECT)), new TailF());

        System.out.printf("%d MiB of lines of %d bytes%n", mebibytes, Lines.LENGTH);
        System.out.println("             MB/s    CPU µs/line");
        Path large = Lines.fill(scratch.resolve("large.log"), mebibytes);
        for (Follower follower : followers) CatchUp.measure(follower, scratch, large);
        Files.delete(large);

        System.out.printf("100 lines a second, for %d s%n", time.toSeconds());
        System.out.println("              p50 ms   p99 ms p99.9 ms");
        for (Follower follower : followers) Latency.measure(follower, scratch, time, true);
        Latency.measure(followers.getFirst(), scratch, time, false);

        System.out.printf(
                "%,d files in which nothing happens, for %d s%n", files, time.toSeconds());
        System.out.println("            CPU per cent of a core   memory MiB");
        Path many = Lines.manyFiles(scratch.resolve("many"), files);
        for (Follower follower : followers) Idle.measure(follower, scratch, many, time);
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) return;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
