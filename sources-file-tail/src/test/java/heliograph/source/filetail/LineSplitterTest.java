package heliograph.source.filetail;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class LineSplitterTest {
    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(rules(8), false);

    private static LineSplitter.Rules rules(int maxLineBytes) {
        return new LineSplitter.Rules(
                Encoding.PLAIN, maxLineBytes, LineSplitter.OnLongLine.TRUNCATE);
    }

    private int split(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return splitter.split(bytes, 0, bytes.length, this::take);
    }

    private void take(byte[] bytes, int from, int to, boolean truncated) {
        lines.add(new String(bytes, from, to - from, UTF_8) + (truncated ? "…" : ""));
    }

    @Test
    void completeLinesAreTakenAndTheRestIsLeft() {
        assertThat(split("one\ntwo\r\nthr")).isEqualTo("one\ntwo\r\n".length());
        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void whereverATextIsCutItsLinesAreTheSame() {
        String text =
                "one\r\ntwo €\n\u0000\u0000\n12345678\r\n123456789\n€€€€€€\nabcdefghijklmno\nend\n";
        byte[] bytes = text.getBytes(UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            lines.clear();
            int at = splitter.split(bytes, 0, cut, this::take);
            at = splitter.split(bytes, at, bytes.length, this::take);
            assertThat(at).isEqualTo(bytes.length);
            assertThat(lines)
                    .as("cut at " + cut)
                    .containsExactly(
                            "one", "two €", "", "12345678", "12345678…", "€€…", "abcdefgh…", "end");
        }
    }

    @Test
    void aLineTooLongIsSkippedToItsEnd() {
        assertThat(split("0123456789")).isEqualTo(10);
        assertThat(splitter.isSkipping()).isTrue();
        assertThat(split("still")).isEqualTo(5);
        split("end\nnext\n");
        assertThat(lines).containsExactly("01234567…", "next");
    }

    @Test
    void zerosBeforeALineAreNoTextButZerosAtTheEndAreLeft() {
        assertThat(split("\0\0one\n\0\0\0")).isEqualTo("\0\0one\n".length());
        assertThat(lines).containsExactly("one");
    }

    @Test
    void aFinishedFileGivesItsLastLine() {
        byte[] bytes = "\0last\r".getBytes(UTF_8);
        splitter.finish(bytes, 0, bytes.length, this::take);
        assertThat(lines).containsExactly("last");
    }
}
