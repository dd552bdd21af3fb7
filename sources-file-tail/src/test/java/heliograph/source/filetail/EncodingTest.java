package heliograph.source.filetail;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.Arrays;

class EncodingTest extends TailTest {
    @Test
    void aByteOrderMarkIsNoText() throws Exception {
        follow("app.log");
        append("app.log", "\ufeffone\ntwo\n");
        assertLines("one", "two");
        stop();
        append("app.log", "three\n");
        follow("app.log");
        assertLines("three");
    }

    @Test
    void littleEndianUtf16IsKnownByItsMarkAndHasNoNewlineInTheByteTen() throws Exception {
        assertUtf16(UTF_16LE);
    }

    @Test
    void bigEndianUtf16IsKnownByItsMark() throws Exception {
        assertUtf16(UTF_16BE);
    }

    private void assertUtf16(Charset charset) throws Exception {
        follow("app.log");
        append("app.log", "\ufeffone\r\n\u0a0a 😀\n".getBytes(charset));
        assertLines("one", "\u0a0a 😀");
        byte[] cut = "cut\n".getBytes(charset);
        append("app.log", Arrays.copyOf(cut, 3));
        append("other", "nobody follows it\n");
        append("app.log", Arrays.copyOfRange(cut, 3, cut.length));
        assertLines("cut");
        stop();
        append("app.log", "after a restart\n".getBytes(charset));
        follow("app.log");
        assertLines("after a restart");
        context.assertExhausted();
    }

    @Test
    void utf16WithoutAMarkIsReadWhenAskedFor() throws Exception {
        append("app.log", "old\none\ntwo\n".getBytes(UTF_16BE));
        set("encoding", "utf-16be");
        set("tail-lines", 2);
        follow("app.log");
        assertLines("one", "two");
    }

    @Test
    void aLongLineOfUtf16IsTruncatedAtACharacter() throws Exception {
        set("max-line-bytes", "8B");
        follow("app.log");
        append("app.log", "\ufeffabc😀 too long\nnext\n".getBytes(UTF_16LE));
        assertNextJson("{\"content\":\"abc\",\"log.truncated\":true}");
        assertLines("next");
    }

    @Test
    void anotherCharsetIsReadWhenAskedFor() throws Exception {
        set("encoding", "windows-1252");
        follow("app.log");
        append("app.log", new byte[] {'5', (byte) 0x80, '\n'});
        assertLines("5€");
    }

    @Test
    void aLongLineIsSplitWhenAskedFor() throws Exception {
        set("max-line-bytes", "4B");
        set("on-long-line", "split");
        follow("app.log");
        append("app.log", "12345678€\r\nnext\n");
        assertNextJson("{\"content\":\"1234\",\"log.truncated\":true}");
        assertNextJson("{\"content\":\"5678\",\"log.truncated\":true}");
        assertLines("€", "next");
    }

    @Test
    void aLongLineIsLeftOutWhenAskedFor() throws Exception {
        set("max-line-bytes", "4B");
        set("on-long-line", "skip");
        follow("app.log");
        append("app.log", "12345678\nnext\n");
        assertLines("next");
    }

    @Test
    void aLineOfAHundredMebibytesCostsOnlyItself() throws Exception {
        follow("app.log");
        byte[] mebibyte = "x".repeat(1 << 20).getBytes(UTF_8);
        append("app.log", "one\n");
        try (OutputStream out =
                Files.newOutputStream(log("app.log"), java.nio.file.StandardOpenOption.APPEND)) {
            for (int i = 0; i < 100; i++) out.write(mebibyte);
        }
        append("app.log", "\ntwo\n");
        assertLines("one");
        String expected = "{\"content\":\"" + "x".repeat(256 << 10) + "\",\"log.truncated\":true}";
        assertNextJson(expected);
        assertLines("two");
    }
}
