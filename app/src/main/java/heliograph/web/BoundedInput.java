package heliograph.web;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/// Fails instead of giving more than so many bytes, and says what is wrong with a body that cannot
/// be read to its end.
final class BoundedInput extends FilterInputStream {
    private long left;

    BoundedInput(InputStream input, long most) {
        super(input);
        left = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = readAtMost(bytes, offset, length);
        if (read > 0) count(read);
        return read;
    }

    private int readAtMost(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (ZipException | EOFException e) { // both are GZIPInputStream's
            throw new UnreadableBody("the body is no whole gzip; pack it again", e);
        } catch (NumberFormatException e) { // Helidon's, for the size of a chunk
            throw new UnreadableBody("the body is not chunked as RFC 9112 has it", e);
        }
    }

    private void count(int read) throws BodyTooLarge {
        left -= read;
        if (left < 0) throw new BodyTooLarge();
    }
}
