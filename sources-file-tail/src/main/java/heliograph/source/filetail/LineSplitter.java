package heliograph.source.filetail;

/// Bytes → lines. Knows only whether it is within a line that was too long.
///
/// A line ends with `\n`, or `\r\n`. A run of NULs before a line is no text but a hole: a program
/// that does not append left it when its file was truncated.
final class LineSplitter {
    /// What becomes of a line that is too long.
    enum OnLongLine {
        /// Its beginning is a line, marked as truncated.
        TRUNCATE,
        /// It becomes several, all but the last marked as truncated.
        SPLIT,
        /// It is no line.
        SKIP
    }

    /// @param maxLineBytes the longest line that is taken whole, without its end
    record Rules(Encoding encoding, int maxLineBytes, OnLongLine onLongLine) {

        Rules in(Encoding other) {
            return new Rules(other, maxLineBytes, onLongLine);
        }

        /// How many bytes at once are always enough to come on.
        int enough() {
            return maxLineBytes + "\r\n".length() * encoding.unit();
        }
    }

    interface Lines {
        void line(byte[] bytes, int from, int to, boolean truncated);

        /// Whether no more are wanted now.
        default boolean isFull() {
            return false;
        }
    }

    private final Rules rules;
    private final Encoding encoding;
    private boolean skipping;

    LineSplitter(Rules rules, boolean skipping) {
        this.rules = rules;
        this.encoding = rules.encoding;
        this.skipping = skipping;
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
                int text = encoding.textFrom(bytes, start, to);
                if (text == to) return start; // perhaps not written yet
                start = text;
            }
            int newline = encoding.newlineFrom(bytes, start, to);
            if (newline == to) {
                int rest = unfinished(bytes, start, to, lines);
                if (rest == start || skipping || lines.isFull()) return rest;
                start = rest;
                continue;
            }
            if (!skipping) start = line(bytes, start, newline, lines);
            else start = newline + encoding.unit();
            skipping = false;
            if (lines.isFull()) return start;
        }
        return start;
    }

    /// Takes what stands behind the last newline of a file that is finished.
    void finish(byte[] bytes, int from, int to, Lines lines) {
        int start = encoding.textFrom(bytes, from, to);
        while (!skipping && start < to) start = line(bytes, start, to, lines);
    }

    private int unfinished(byte[] bytes, int start, int to, Lines lines) {
        int whole = to - (to - start) % encoding.unit();
        if (skipping) return whole;
        if (to - start < rules.enough()) return start;
        int end = tooLong(bytes, start, lines);
        if (rules.onLongLine == OnLongLine.SPLIT) return end;
        skipping = true;
        return whole;
    }

    /// Takes a line, or its first piece, and returns where the next begins.
    private int line(byte[] bytes, int start, int newline, Lines lines) {
        int end = encoding.textEnd(bytes, start, newline);
        if (end - start <= rules.maxLineBytes) {
            lines.line(bytes, start, end, false);
            return newline + encoding.unit();
        }
        int piece = tooLong(bytes, start, lines);
        return rules.onLongLine == OnLongLine.SPLIT ? piece : newline + encoding.unit();
    }

    private int tooLong(byte[] bytes, int start, Lines lines) {
        int most = start + rules.maxLineBytes;
        int end = encoding.characterEnd(bytes, start, most);
        if (end == start && rules.onLongLine == OnLongLine.SPLIT) end = most; // it must come on
        if (rules.onLongLine != OnLongLine.SKIP) lines.line(bytes, start, end, true);
        return end;
    }
}
