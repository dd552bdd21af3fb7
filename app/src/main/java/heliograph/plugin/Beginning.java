package heliograph.plugin;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.io.Writer;

/// Keeps the beginning of what is written, and then fails: who writes without end comes to one, and
/// takes no memory until then. Used by one thread.
final class Beginning extends Writer {
    private final int longest; // characters
    private final StringBuilder text = new StringBuilder();

    Beginning(int longest) {
        this.longest = longest;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        int room = longest - text.length();
        text.append(characters, offset, Math.min(length, room));
        // Not an IOException: a PrintWriter would swallow that, and take more.
        if (length > room) throw new UncheckedIOException(new EOFException("that is enough"));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
