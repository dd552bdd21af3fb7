package heliograph.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// A growing array of JSON as UTF-8.
final class JsonWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] REPLACEMENT = "\ufffd".getBytes(UTF_8);

    private byte[] bytes = new byte[256];
    private int length;

    int length() {
        return length;
    }

    /// What was written, and one byte more; the writer stays as it is.
    byte[] toBytesAnd(char last) {
        byte[] result = Arrays.copyOf(bytes, length + 1);
        result[length] = (byte) last;
        return result;
    }

    void raw(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    void ascii(String text) {
        copy(text.getBytes(US_ASCII));
    }

    /// JSON that is written already.
    void text(String json) {
        copy(json.getBytes(UTF_8));
    }

    void string(String value) {
        byte[] utf8 = value.getBytes(UTF_8);
        string(utf8, 0, utf8.length);
    }

    /// A string from UTF-8; each byte that is part of no well-formed sequence becomes U+FFFD.
    void string(byte[] utf8, int from, int to) {
        reserve(to - from + 2);
        bytes[length++] = '"';
        int at = from;
        while (at < to) {
            int plain = at;
            while (plain < to && isPlain(utf8[plain])) plain++;
            copy(utf8, at, plain);
            at = plain;
            if (at < to) at += special(utf8, at, to);
        }
        raw('"');
    }

    private static boolean isPlain(byte b) {
        return b >= 0x20 && b != '"' && b != '\\';
    }

    /// Writes what is not plain ASCII, and returns how many bytes of the text it was.
    private int special(byte[] utf8, int at, int to) {
        byte b = utf8[at];
        if (b < 0) {
            int sequence = Utf8.sequence(utf8, at, to);
            if (sequence == 0) {
                copy(REPLACEMENT);
                return 1;
            }
            copy(utf8, at, at + sequence);
            return sequence;
        }
        raw('\\');
        switch (b) {
            case '"', '\\' -> raw((char) b);
            case '\n' -> raw('n');
            case '\r' -> raw('r');
            case '\t' -> raw('t');
            case '\b' -> raw('b');
            case '\f' -> raw('f');
            default -> {
                ascii("u00");
                raw((char) HEX[b >> 4]);
                raw((char) HEX[b & 0xf]);
            }
        }
        return 1;
    }

    private void copy(byte[] source) {
        copy(source, 0, source.length);
    }

    private void copy(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
