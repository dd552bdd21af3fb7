package heliograph.source.filetail;

import java.io.IOException;

/// Finds where the last lines of a file begin, reading backwards.
record LastLines(OpenFile file, LineSplitter.Rules rules) {
    private static final int CHUNK = 64 << 10;

    /// The place before the last complete lines, behind which also a line without an end stands: it
    /// will be completed. Where lines are too long to be looked through, the end of the file.
    long begin(int lines) throws IOException, InterruptedException {
        Encoding encoding = rules.encoding();
        int unit = encoding.unit();
        long size = file.size() / unit * unit;
        long farthest = Math.max(0, (size - (lines + 1L) * rules.maxLineBytes()) / unit * unit);
        byte[] chunk = new byte[CHUNK];
        long best = size;
        int newlines = 0;
        for (long to = size; to > farthest; ) {
            int length = (int) Math.min(CHUNK, to - farthest);
            int read = file.read(chunk, length, to - length);
            if (read < length) return size; // it is being truncated
            for (int i = length - unit; i >= 0; i -= unit) {
                if (!encoding.isNewline(chunk, i)) continue;
                best = to - length + i + unit;
                if (++newlines > lines) return best;
            }
            to -= length;
        }
        return farthest == 0 ? 0 : best;
    }
}
