package heliograph.source.filetail;

import java.io.IOException;
import java.util.HexFormat;

/// The last bytes before the place that was reached. When other bytes stand there, the file was
/// truncated or rewritten, however long it is by now.
record Marker(String hex) {
    static final Marker NONE = new Marker("");
    static final int LONGEST = 64;

    /// The marker before an index of what was read.
    static Marker before(int index, byte[] bytes) {
        int from = Math.max(0, index - LONGEST);
        return new Marker(HexFormat.of().formatHex(bytes, from, index));
    }

    /// The marker before a place in a file.
    static Marker before(long offset, OpenFile file) throws IOException, InterruptedException {
        byte[] bytes = new byte[(int) Math.min(offset, LONGEST)];
        int read = file.read(bytes, bytes.length, offset - bytes.length);
        return before(read, bytes);
    }

    int length() {
        return hex.length() / 2;
    }

    /// Whether bytes that were read begin with it.
    boolean begins(byte[] bytes, int length) {
        return length >= length() && HexFormat.of().formatHex(bytes, 0, length()).equals(hex);
    }
}
