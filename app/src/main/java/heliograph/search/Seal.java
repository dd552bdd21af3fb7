package heliograph.search;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/// `search.sum`: the checksum of a file at rest. SQLite notices a page that makes no sense, but not
/// one that makes another sense, and then the index would hide what is kept.
///
/// @param file what is sealed
record Seal(Path file) {
    /// Whether the file is as it was sealed, or was not sealed at all. Breaks the seal, as the file
    /// is written from now on.
    boolean open() throws IOException {
        if (!Files.exists(path())) return true;
        String sealed = Files.readString(path(), US_ASCII);
        boolean intact =
                Files.exists(file) && sum(Duration.ofHours(1)).filter(sealed::equals).isPresent();
        Files.delete(path());
        return intact;
    }

    /// Seals the file, unless that takes too long: then it stays without.
    void put(Duration most) throws IOException {
        Optional<String> sum = sum(most);
        if (sum.isPresent()) Files.writeString(path(), sum.get(), US_ASCII);
    }

    private Path path() {
        return file.resolveSibling("search.sum");
    }

    private Optional<String> sum(Duration most) throws IOException {
        long began = System.nanoTime();
        CRC32C crc = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer) >= 0) {
                if (System.nanoTime() - began > most.toNanos()) return Optional.empty();
                crc.update(buffer.flip());
                buffer.clear();
            }
            return Optional.of(
                    String.format(Locale.ROOT, "%08x %d%n", crc.getValue(), channel.size()));
        }
    }
}
