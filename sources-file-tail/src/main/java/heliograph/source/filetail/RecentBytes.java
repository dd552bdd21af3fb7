package heliograph.source.filetail;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A fingerprint of the last 64 to 128 KiB that were read of a file and all that one turn read
/// more. By it a file is found out that was rewritten to the very size it had, with the same
/// beginning and end.
///
/// It is compared only when the file says that it was modified after it was read last.
final class RecentBytes {
    private static final int BLOCK = 64 << 10;
    private static final int LAST = 4 << 10;
    // A file is modified at the kernel's last tick.
    private static final Duration CLOCK_TICK = Duration.ofMillis(10);

    private record Block(long from, long to, int crc) {}

    private Optional<Block> before = Optional.empty();
    private CRC32C crc = new CRC32C();
    private long from;
    private long to;
    private byte[] last = new byte[0]; // themselves, up to `to`
    private Instant sureAt = Instant.now();

    /// Of a file of which nothing was read, and that is read from an offset on.
    static RecentBytes before(long offset) {
        var none = new RecentBytes();
        none.startOver(offset);
        return none;
    }

    /// Bytes that stand at an offset of the file were read.
    void add(byte[] bytes, int begin, int end, long offset) {
        if (offset != to) startOver(offset);
        if (to - from >= BLOCK) {
            before = Optional.of(block());
            crc = new CRC32C();
            from = to;
        }
        crc.update(bytes, begin, end - begin);
        to += end - begin;
        last = last(bytes, begin, end);
    }

    /// What is read next stands at that offset.
    void startOver(long offset) {
        before = Optional.empty();
        crc = new CRC32C();
        from = offset;
        to = offset;
        last = new byte[0];
    }

    /// Whether the file may have been rewritten since they were read.
    boolean areInDoubt(FileStat stat) {
        return !isBefore(stat.modified(), sureAt);
    }

    /// Whether a file's time is before one of our clock for sure.
    static boolean isBefore(Instant ofFile, Instant ours) {
        return ofFile.isBefore(ours.minus(CLOCK_TICK));
    }

    /// Nothing else was there at that time.
    void wereThere(Instant time) {
        sureAt = time;
    }

    /// Whether they are still there.
    boolean standIn(OpenFile file) throws IOException, InterruptedException {
        if (before.isPresent() && !stands(before.get(), file)) return false;
        return stands(block(), file);
    }

    boolean isEmpty() {
        return last.length == 0;
    }

    /// Whether another file ends within the last of them, and with the same bytes.
    boolean holdTheEndOf(OpenFile other) throws IOException, InterruptedException {
        long behindEnd = to - other.size();
        int end = (int) (last.length - Math.min(last.length, Math.max(0, behindEnd)));
        if (behindEnd < 0 || end < Marker.LONGEST) return false;
        return Marker.before(end, last).equals(Marker.before(other.size(), other));
    }

    private byte[] last(byte[] bytes, int begin, int end) {
        int added = Math.min(LAST, end - begin);
        int kept = Math.min(last.length, LAST - added);
        byte[] longer = new byte[kept + added];
        System.arraycopy(last, last.length - kept, longer, 0, kept);
        System.arraycopy(bytes, end - added, longer, kept, added);
        return longer;
    }

    private Block block() {
        return new Block(from, to, (int) crc.getValue());
    }

    private static boolean stands(Block block, OpenFile file)
            throws IOException, InterruptedException {
        var now = new CRC32C();
        byte[] bytes = new byte[(int) Math.min(BLOCK, block.to - block.from)];
        for (long at = block.from; at < block.to; ) {
            int length = file.read(bytes, (int) Math.min(bytes.length, block.to - at), at);
            if (length == 0) return false;
            now.update(bytes, 0, length);
            at += length;
        }
        return (int) now.getValue() == block.crc;
    }
}
