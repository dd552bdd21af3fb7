package heliograph.source.filetail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/// A fingerprint of how a file begins. It grows with what was read, up to 1 KiB, and covers what
/// was seen as long as nothing was read.
///
/// @param crcs of the first 64, 128, 192 … bytes as far as there are more, then of all: so a
///     shorter file can be known, too
record Fingerprint(int length, List<Integer> crcs) {
    static final int LONGEST = 1 << 10;
    static final Fingerprint NONE = new Fingerprint(0, List.of());
    private static final int STEP = 64;

    /// How a file begins now; what may not have been written yet is left out.
    static byte[] read(OpenFile file) throws IOException, InterruptedException {
        byte[] bytes = new byte[LONGEST];
        int length = file.read(bytes, LONGEST, 0);
        while (length > 0 && bytes[length - 1] == 0) length--;
        return Arrays.copyOf(bytes, length);
    }

    /// The head of what was read so far.
    static Fingerprint of(OpenFile file, long offset) throws IOException, InterruptedException {
        return of(read(file), offset);
    }

    /// @param beginning of a file that was read so far
    static Fingerprint of(byte[] beginning, long offset) {
        int length = (int) Math.min(offset, beginning.length);
        List<Integer> crcs = new ArrayList<>();
        for (int part = STEP; part < length; part += STEP) crcs.add(crc(beginning, part));
        if (length > 0) crcs.add(crc(beginning, length));
        return new Fingerprint(length, List.copyOf(crcs));
    }

    /// The longer one of this and what is known of a file that was read so far.
    Fingerprint growing(byte[] beginning, long offset) {
        boolean grows = length < LONGEST && Math.min(offset, beginning.length) > length;
        return grows ? of(beginning, offset) : this;
    }

    boolean matches(OpenFile file) throws IOException, InterruptedException {
        return begins(read(file));
    }

    /// Whether a file that begins like that has this head.
    boolean begins(byte[] beginning) {
        return length == 0
                || (beginning.length >= length && crcs.getLast() == crc(beginning, length));
    }

    /// Whether a file that is shorter begins the same, as far as that can be told of at least 64
    /// bytes.
    boolean beginsLike(byte[] beginning) {
        int steps = Math.min(beginning.length, length) / STEP;
        return steps > 0 // less proves nothing
                && crcs.get(steps - 1) == crc(beginning, steps * STEP);
    }

    /// `500:9f3a22c1:…`
    String text() {
        String crcsText = crcs.stream().map("%08x"::formatted).collect(Collectors.joining(":"));
        return length + ":" + crcsText;
    }

    static Fingerprint parse(String text) {
        String[] parts = text.split(":", -1);
        int length = Integer.parseInt(parts[0]);
        if (length == 0) return NONE;
        return new Fingerprint(
                length,
                Arrays.stream(parts)
                        .skip(1)
                        .map(crc -> Integer.parseUnsignedInt(crc, 16))
                        .toList());
    }

    private static int crc(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
