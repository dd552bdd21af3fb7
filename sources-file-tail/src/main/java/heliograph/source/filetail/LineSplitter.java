package heliograph.source.filetail;

/// Bytes → lines. Knows only whether it is within a line that was too long.
///
/// A line ends with `\n`, or `\r\n`. Of a line that is too long the beginning is a line, marked as
/// truncated, and the rest is skipped. A run of NULs before a line is no text but a hole: a program
/// that does not append left it when its file was truncated.
final class LineSplitter {
    private final int maxLineBytes;
    private boolean skipping;

    interface Lines {
        void line(byte[] bytes, int from, int to, boolean truncated);
    }

    LineSplitter(int maxLineBytes, boolean skipping) {
        this.maxLineBytes = maxLineBytes;
        this.skipping = skipping;
    }

    /// How many bytes at once are always enough to come on.
    static int enough(int maxLineBytes) {
        return maxLineBytes + "\r\n".length();
    }

    boolean isSkipping() {
        return skipping;
    }

    /// Takes the lines that are complete, and returns where the first byte stands that must be
    /// shown again when more have come.
    int split(byte[] bytes, int from, int to, Lines lines) {
        int start = from;
        while (start < to) {
            if (!skipping) {
                int text = textFrom(bytes, start, to);
                if (text == to) return start; // perhaps not written yet
                start = text;
            }
            int newline = newlineFrom(bytes, start, to);
            if (newline == to) return unfinished(bytes, start, to, lines);
            if (!skipping) line(bytes, start, newline, lines);
            skipping = false;
            start = newline + 1;
        }
        return start;
    }

    /// Takes what stands behind the last newline of a file that is finished.
    void finish(byte[] bytes, int from, int to, Lines lines) {
        int start = textFrom(bytes, from, to);
        if (!skipping && start < to) line(bytes, start, to, lines);
    }

    /// Where the first byte stands that is not NUL.
    static int textFrom(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == 0) at++;
        return at;
    }

    private int unfinished(byte[] bytes, int start, int to, Lines lines) {
        if (skipping) return to;
        if (to - start < enough(maxLineBytes)) return start;
        lines.line(bytes, start, characterEnd(bytes, start, start + maxLineBytes), true);
        skipping = true;
        return to;
    }

    private void line(byte[] bytes, int start, int newline, Lines lines) {
        int end = newline > start && bytes[newline - 1] == '\r' ? newline - 1 : newline;
        if (end - start <= maxLineBytes) {
            lines.line(bytes, start, end, false);
        } else {
            lines.line(bytes, start, characterEnd(bytes, start, start + maxLineBytes), true);
        }
    }

    /// The end, or a little before it where it would cut a UTF-8 character in two.
    private static int characterEnd(byte[] bytes, int start, int end) {
        for (int at = end; at > end - 4 && at >= start; at--) {
            boolean continues = (bytes[at] & 0xC0) == 0x80;
            if (!continues) return at;
        }
        return end;
    }

    private static int newlineFrom(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\n') at++;
        return at;
    }
}
