package heliograph.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Fails instead of giving more than so many bytes.
final class BoundedInput extends FilterInputStream {
    private long left;

    BoundedInput(InputStream input, long most) {
        super(input);
        left = most;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) count(1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read > 0) count(read);
        return read;
    }

    private void count(int read) throws BodyTooLarge {
        left -= read;
        if (left < 0) throw new BodyTooLarge();
    }
}
