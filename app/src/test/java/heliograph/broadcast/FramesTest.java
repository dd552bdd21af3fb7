package heliograph.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.query.Filter;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Frames are HTTP chunks whatever was done to them: their size line tells their size.
class FramesTest {
    private static final Filter WARNINGS = Filter.of(List.of(), List.of("warn"));
    private static final Filter NOBODY = Filter.of(List.of("nobody"), List.of());

    @Test
    void framesAreOneChunk() {
        Frames frames = frames(7, "info", "warn");
        assertThat(frames.first()).isEqualTo(7);
        assertThat(frames.last()).isEqualTo(8);
        assertThat(frames.count()).isEqualTo(2);
        assertThat(body(frames)).isEqualTo(text(7, "info") + text(8, "warn"));
    }

    @Test
    void aChunkMayBeOfAnySize() {
        for (int size : List.of(1, 9, 0xf, 0x10, 0xff, 0x100, 0xffff, 0x10000, 0xfffff, 0x100000)) {
            ChunkWriter writer = new ChunkWriter(size, 1);
            writer.append("x".repeat(size).getBytes(UTF_8));
            writer.endFrame(0);
            assertThat(body(writer.frames(1, 1))).hasSize(size);
        }
    }

    @Test
    void aFilterLeavesTheFramesThatPassAndCoversTheSameOffsets() {
        Frames frames = frames(7, "info", "warn", "debug", "error");
        Frames narrowed = frames.narrowedTo(WARNINGS);
        assertThat(body(narrowed)).isEqualTo(text(8, "warn") + text(10, "error"));
        assertThat(narrowed.first()).isEqualTo(7);
        assertThat(narrowed.last()).isEqualTo(10);
        assertThat(frames.narrowedTo(NOBODY).count()).isZero();
    }

    @Test
    void equalFiltersShareWhatTheyLeave() {
        Frames frames = frames(1, "info", "warn");
        Filter equal = Filter.of(List.of(), List.of("warning"));
        NarrowedFrames narrowed = new NarrowedFrames();
        assertThat(narrowed.of(frames, equal)).isSameAs(narrowed.of(frames, WARNINGS));
    }

    @Test
    void manyDifferentFiltersDoNotFillTheMemory() {
        Frames frames = frames(1, "info", "warn");
        NarrowedFrames narrowed = new NarrowedFrames();
        Frames first = narrowed.of(frames, WARNINGS);
        Filter last = WARNINGS;
        for (int i = 0; i < 50_000; i++) {
            last = Filter.of(List.of("s", "other-" + i), List.of());
            assertThat(narrowed.of(frames, last).count()).isEqualTo(2);
        }
        assertThat(narrowed.of(frames, last)).isSameAs(narrowed.of(frames, last));
        assertThat(narrowed.of(frames, WARNINGS)).isNotSameAs(first);
    }

    @Test
    void framesCanBeginInTheMiddle() {
        Frames frames = frames(7, "info", "warn", "debug");
        assertThat(frames.from(7)).isSameAs(frames);
        Frames rest = frames.from(8);
        assertThat(rest.first()).isEqualTo(8);
        assertThat(rest.last()).isEqualTo(9);
        assertThat(body(rest)).isEqualTo(text(8, "warn") + text(9, "debug"));
        assertThat(body(rest.narrowedTo(WARNINGS))).isEqualTo(text(8, "warn"));
        assertThat(body(frames.from(9))).isEqualTo(text(9, "debug"));
    }

    @Test
    void joinedFramesAreOneChunkThatCanBeCutAgain() {
        Frames first = frames(1, "info", "warn");
        Frames second = frames(3, "error");
        Frames empty = frames(4, "debug").narrowedTo(WARNINGS);
        Frames joined = Frames.joined(List.of(first, second, empty));
        assertThat(joined.first()).isEqualTo(1);
        assertThat(joined.last()).isEqualTo(4);
        assertThat(joined.count()).isEqualTo(3);
        assertThat(body(joined)).isEqualTo(text(1, "info") + text(2, "warn") + text(3, "error"));
        assertThat(body(joined.narrowedTo(WARNINGS))).isEqualTo(text(2, "warn") + text(3, "error"));
        assertThat(Frames.joined(List.of(first))).isSameAs(first);
    }

    private static Frames frames(long first, String... levels) {
        ChunkWriter writer = new ChunkWriter(1000, levels.length);
        for (int i = 0; i < levels.length; i++) {
            byte[] frame = text(first + i, levels[i]).getBytes(UTF_8);
            int head = new String(frame, UTF_8).indexOf("\"time\"");
            writer.frame(frame, 0, frame.length, head);
        }
        return writer.frames(first, first + levels.length - 1);
    }

    private static String text(long offset, String level) {
        return "id: e-%d\ndata: {\"id\":\"e-%d\",\"time\":\"t\",\"source\":\"s\",\"level\":\"%s\"}\n\n"
                .formatted(offset, offset, level);
    }

    /// What the chunk carries, after a look at its frame (RFC 9112 §7.1).
    private static String body(Frames frames) {
        String chunk = new String(frames.chunk(), UTF_8);
        int lineEnd = chunk.indexOf("\r\n");
        int size = Integer.parseInt(chunk.substring(0, lineEnd), 16);
        assertThat(chunk).hasSize(lineEnd + 2 + size + 2).endsWith("\r\n");
        assertThat(chunk.charAt(0)).as("no leading zero").isNotEqualTo(size == 0 ? 'x' : '0');
        return chunk.substring(lineEnd + 2, lineEnd + 2 + size);
    }
}
