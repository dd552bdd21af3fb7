package heliograph.source.filetail;

import java.io.IOException;
import java.util.zip.CRC32C;

/// A fingerprint of how a file begins. It grows with the file, up to 1 KiB.
record Head(int length, int crc) {
    static final Head NONE = new Head(0, 0);
    private static final int LONGEST = 1 << 10;

    /// The head of what was read so far.
    static Head of(OpenFile file, long offset) throws IOException, InterruptedException {
        int length = (int) Math.min(offset, LONGEST);
        byte[] bytes = new byte[length];
        int read = file.read(bytes, length, 0);
        return new Head(read, crc(bytes, read));
    }

    boolean matches(OpenFile file) throws IOException, InterruptedException {
        return of(file, length).equals(this);
    }

    /// Whether a file that was read up to there shows more of its beginning.
    boolean growsWith(long offset) {
        return length < LONGEST && offset > length;
    }

    private static int crc(byte[] bytes, int length) {
        if (length == 0) return 0;
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
