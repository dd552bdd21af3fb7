package heliograph.source.filetail;

import java.nio.file.Path;
import java.util.Optional;

/// One line, or several that belong together, before it is a message.
///
/// @param bytes with the text between `from` and `to`, as UTF-8
/// @param cut whether it is not all of what was written: a part of something too long
/// @param wrapper what a container's log says of it
record Event(
        Path path,
        byte[] bytes,
        int from,
        int to,
        boolean cut,
        Optional<Container.Wrapper> wrapper) {
    private static final int LOOKED_AT = 4 << 10; // bytes of a line that patterns see

    boolean isEmpty() {
        return from == to;
    }

    /// Its beginning, for patterns.
    String beginning() {
        return beginning(bytes, from, to);
    }

    static String beginning(byte[] bytes, int from, int to) {
        return new String(
                bytes,
                from,
                Math.min(to - from, LOOKED_AT),
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
