package heliograph.source.filetail;

import org.junit.jupiter.api.Test;

import java.io.OutputStream;
import java.nio.file.Files;

class FollowTest extends TailTest {
    @Test
    void aLineAppendedIsPublishedOnce() throws Exception {
        append("app.log", "old\n");
        follow("app.log");
        append("app.log", "one\n");
        assertLines("one");
        append("app.log", "two\nthree\n");
        assertLines("two", "three");
        context.assertExhausted();
    }

    @Test
    void theBeginningIsReadWhenAskedFor() throws Exception {
        append("app.log", "one\ntwo\n");
        set("start-at", "beginning");
        follow("app.log");
        assertLines("one", "two");
    }

    @Test
    void theLastLinesAreReadWhenAskedFor() throws Exception {
        append("app.log", "one\ntwo\nthree\nfour\nfi");
        set("tail-lines", "2");
        follow("app.log");
        assertLines("three", "four");
        append("app.log", "ve\n");
        assertLines("five");
    }

    @Test
    void aFileWithFewerLinesIsReadFromItsBeginning() throws Exception {
        append("app.log", "one\ntwo\n");
        set("tail-lines", 10);
        follow("app.log");
        assertLines("one", "two");
    }

    @Test
    void aLineThatWasBegunBeforeTheStartIsPublishedWhole() throws Exception {
        append("app.log", "old\nbeg");
        follow("app.log");
        append("app.log", "un\n");
        assertLines("begun");
    }

    @Test
    void aLineIsHeldUntilItIsComplete() throws Exception {
        follow("app.log");
        append("app.log", "one\ntw");
        assertLines("one");
        append("app.log", "o\n");
        assertLines("two");
    }

    @Test
    void aCharacterMayComeInTwoWrites() throws Exception {
        follow("app.log");
        append("app.log", new byte[] {'a', (byte) 0xe2, (byte) 0x82});
        append("other.log", "nobody follows it\n");
        append("app.log", new byte[] {(byte) 0xac, '\n'});
        assertLines("a€");
    }

    @Test
    void carriageReturnsBeforeTheNewlineAreNoText() throws Exception {
        follow("app.log");
        append("app.log", "one\r\ntwo\r");
        append("app.log", "\nth\rree\r\n");
        assertLines("one", "two", "th\rree");
    }

    @Test
    void emptyLinesArePublished() throws Exception {
        follow("app.log");
        append("app.log", "\none\n\r\ntwo\n");
        assertLines("", "one", "", "two");
    }

    @Test
    void emptyLinesAreSkippedWhenAskedFor() throws Exception {
        set("skip-empty", true);
        follow("app.log");
        append("app.log", "\none\n\r\ntwo\n");
        assertLines("one", "two");
    }

    @Test
    void whatIsNotUtf8IsReplaced() throws Exception {
        follow("app.log");
        append("app.log", new byte[] {'a', (byte) 0xff, 'b', '\n'});
        assertLines("a\ufffdb");
    }

    @Test
    void aVeryLongLineIsTruncatedAndTheNextIsWhole() throws Exception {
        set("max-line-bytes", "10B");
        follow("app.log");
        append("app.log", "123456789€ too long\nnext\n");
        assertNextJson("{\"content\":\"123456789\",\"log.truncated\":true}");
        assertLines("next");
    }

    @Test
    void aLineLargerThanAnyBufferIsTruncatedAndTheNextIsWhole() throws Exception {
        set("max-line-bytes", "10B");
        follow("app.log");
        try (OutputStream out = Files.newOutputStream(log("app.log"))) {
            byte[] block =
                    "0123456789".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            for (int i = 0; i < 20; i++) out.write(block);
        }
        assertNextJson("{\"content\":\"0123456789\",\"log.truncated\":true}");
        stop();
        follow("app.log");
        append("app.log", "still the same line\nnext\n");
        assertLines("next");
        context.assertExhausted();
    }

    @Test
    void aLineOfExactlyTheLimitIsWhole() throws Exception {
        set("max-line-bytes", "10B");
        follow("app.log");
        append("app.log", "0123456789\r\n0123456789\n");
        assertLines("0123456789", "0123456789");
    }

    @Test
    void manyLinesComeInOrder() throws Exception {
        set("start-at", "beginning");
        var text = new StringBuilder();
        for (int i = 0; i < 50_000; i++) text.append("line ").append(i).append('\n');
        append("app.log", text.toString());
        follow("app.log");
        for (int i = 0; i < 50_000; i++) assertLines("line " + i);
    }

    @Test
    void aMissingDirectoryIsWaitedFor() throws Exception {
        follow("sub/app.log");
        Files.createDirectory(log("sub"));
        append("sub/app.log", "one\n");
        assertLines("one");
    }

    @Test
    void aDirectoryMovedAndMadeAgainIsFollowed() throws Exception {
        Files.createDirectory(log("sub"));
        follow("sub/app.log");
        append("sub/app.log", "one\n");
        assertLines("one");
        rename("sub", "moved");
        append("moved/app.log", "late\n");
        Files.createDirectory(log("sub"));
        append("sub/app.log", "two\n");
        assertLines("late", "two");
    }
}
