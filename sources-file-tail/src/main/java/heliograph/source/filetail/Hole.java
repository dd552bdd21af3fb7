package heliograph.source.filetail;

import java.io.IOException;
import java.util.OptionalLong;

/// A run of NULs longer than a buffer. One that reaches to the end of the file may be space that is
/// reserved, and is looked at again when the file has grown.
final class Hole {
    private long reachesTo = -1;

    void startOver() {
        reachesTo = -1;
    }

    /// Where text begins behind it, if there is some.
    OptionalLong textBehind(OpenFile file, long offset, long end, Encoding encoding, byte[] buffer)
            throws IOException, InterruptedException {
        if (end == reachesTo) return OptionalLong.empty();
        for (long at = offset; at < end; ) {
            int length = file.read(buffer, (int) Math.min(buffer.length, end - at), at);
            if (length == 0) break;
            int zeros = encoding.textFrom(buffer, 0, length);
            if (zeros < length) return OptionalLong.of(at + zeros);
            at += length;
        }
        reachesTo = end;
        return OptionalLong.empty();
    }
}
