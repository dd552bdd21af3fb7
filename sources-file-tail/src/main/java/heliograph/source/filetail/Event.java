package heliograph.source.filetail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Optional;

/// One line, or several that belong together, before it is a message. Its bytes are UTF-8 and are
/// not copied.
final class Event {
    private static final int LOOKED_AT = 4 << 10; // bytes of a line that patterns see

    private final Path path;
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final boolean cut;
    private final Optional<Container.Wrapper> wrapper;

    /// @param cut whether it is not all of what was written: a part of something too long
    /// @param wrapper what a container's log says of it
    Event(
            Path path,
            byte[] bytes,
            int from,
            int to,
            boolean cut,
            Optional<Container.Wrapper> wrapper) {
        this.path = path;
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.cut = cut;
        this.wrapper = wrapper;
    }

    Path path() {
        return path;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    boolean isCut() {
        return cut;
    }

    Optional<Container.Wrapper> wrapper() {
        return wrapper;
    }

    boolean isEmpty() {
        return from == to;
    }

    /// Its beginning, for patterns.
    String beginning() {
        return new String(bytes, from, Math.min(to - from, LOOKED_AT), UTF_8);
    }
}
