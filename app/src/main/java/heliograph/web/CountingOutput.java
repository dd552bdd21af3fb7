package heliograph.web;

import java.io.OutputStream;

/// Counts what is written, and keeps none of it: what HEAD is told of a long answer.
final class CountingOutput extends OutputStream {
    private long count;

    @Override
    public void write(int b) {
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        count += length;
    }

    /// Bytes.
    long count() {
        return count;
    }
}
