package heliograph.benchmarks.tail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Log files as applications write them: no two lines are equal.
final class Lines {
    static final int LENGTH = 120; // bytes, its end included

    private Lines() {}

    static Path fill(Path file, int mebibytes) throws IOException {
        long lines = ((long) mebibytes << 20) / LENGTH;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (long i = 0; i < lines; i++) out.write(line(i));
        }
        return file;
    }

    private static byte[] line(long i) {
        String text =
                "2026-11-25T20:%02d:%02d.%03dZ INFO  request %09d from 10.0.%d.%d path /api/orders/%d took %d ms"
                        .formatted(
                                i / 60_000 % 60,
                                i / 1000 % 60,
                                i % 1000,
                                i,
                                i % 256,
                                i * 7 % 256,
                                i * 13 % 100_000,
                                i * 31 % 500);
        return (text + ".".repeat(LENGTH - 1 - text.length()) + "\n").getBytes(US_ASCII);
    }

    /// A directory with so many files of one line.
    static Path manyFiles(Path directory, int count) throws IOException {
        Files.createDirectories(directory);
        for (int i = 0; i < count; i++) {
            Files.write(directory.resolve("app-%05d.log".formatted(i)), line(i));
        }
        return directory;
    }
}
