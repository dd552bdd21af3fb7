package heliograph.source.filetail;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Arrays;

/// How a file's bytes are text: where its lines end, and what stands in them.
///
/// @param charset its charset
/// @param unit bytes of one code unit: 2 for UTF-16, where a byte 0x0A is no newline
/// @param bom bytes of the mark that the file begins with, which is no text
record Encoding(Charset charset, int unit, int bom) {
    static final Encoding PLAIN = new Encoding(UTF_8, 1, 0);

    /// The most bytes that [#of] looks at.
    static final int LONGEST_BOM = 3;

    private static final byte[] NEWLINE = {'\n'};

    /// A charset that somebody asked for.
    static Encoding of(Charset charset) {
        return new Encoding(charset, isUtf16(charset) ? 2 : 1, 0);
    }

    /// Whether the lines of such files can be told: in all but a few charsets the byte 0x0A is a
    /// newline and nothing else.
    static boolean isSupported(Charset charset) {
        return charset.canEncode()
                && (isUtf16(charset) || Arrays.equals("\n".getBytes(charset), NEWLINE));
    }

    /// What a file begins with may say what it is; if not, it is as asked for.
    static Encoding of(byte[] head, int length, Encoding asked) {
        if (begins(head, length, 0xef, 0xbb, 0xbf)) return new Encoding(UTF_8, 1, 3);
        if (begins(head, length, 0xff, 0xfe)) return new Encoding(UTF_16LE, 2, 2);
        if (begins(head, length, 0xfe, 0xff)) return new Encoding(UTF_16BE, 2, 2);
        return asked;
    }

    private static boolean isUtf16(Charset charset) {
        return charset.equals(UTF_16LE) || charset.equals(UTF_16BE);
    }

    private static boolean begins(byte[] head, int length, int... mark) {
        if (length < mark.length) return false;
        for (int i = 0; i < mark.length; i++) {
            if ((head[i] & 0xff) != mark[i]) return false;
        }
        return true;
    }

    /// A text as UTF-8: a copy.
    byte[] utf8(byte[] bytes, int from, int to) {
        if (isUtf8()) return Arrays.copyOfRange(bytes, from, to);
        return new String(bytes, from, to - from, charset).getBytes(UTF_8);
    }

    boolean isUtf8() {
        return charset.equals(UTF_8);
    }

    /// Where the next newline begins, or `to`. All places are at whole units from `from`.
    int newlineFrom(byte[] bytes, int from, int to) {
        if (unit == 1) {
            int at = from;
            while (at < to && bytes[at] != '\n') at++;
            return at;
        }
        return unitFrom(bytes, from, to, '\n');
    }

    /// Where the text of a line ends: before its `\r`, if it has one.
    int textEnd(byte[] bytes, int from, int newline) {
        int last = newline - unit;
        return last >= from && unitAt(bytes, last) == '\r' ? last : newline;
    }

    /// Where the first unit stands that is not NUL.
    int textFrom(byte[] bytes, int from, int to) {
        int at = from;
        while (at + unit <= to && unitAt(bytes, at) == 0) at += unit;
        return at + unit <= to || unit == 1 ? at : to;
    }

    /// The end, or a little before it where it would cut a character in two.
    int characterEnd(byte[] bytes, int from, int end) {
        if (unit == 2) {
            int whole = end - (end - from) % 2;
            boolean high =
                    whole > from && Character.isHighSurrogate((char) unitAt(bytes, whole - 2));
            return high ? whole - 2 : whole;
        }
        if (!isUtf8()) return end;
        for (int at = end; at > end - 4 && at >= from; at--) {
            boolean continues = (bytes[at] & 0xC0) == 0x80;
            if (!continues) return at;
        }
        return end;
    }

    /// Whether what was read before a place ends a line.
    boolean endsALine(Marker before) {
        if (unit == 1) return before.hex().endsWith("0a");
        return before.hex().endsWith(charset.equals(UTF_16LE) ? "0a00" : "000a");
    }

    boolean isNewline(byte[] bytes, int at) {
        return unitAt(bytes, at) == '\n';
    }

    private int unitFrom(byte[] bytes, int from, int to, int wanted) {
        for (int at = from; at + unit <= to; at += unit) {
            if (unitAt(bytes, at) == wanted) return at;
        }
        return to;
    }

    private int unitAt(byte[] bytes, int at) {
        if (unit == 1) return bytes[at] & 0xff;
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        return charset.equals(UTF_16LE) ? second << 8 | first : first << 8 | second;
    }
}
