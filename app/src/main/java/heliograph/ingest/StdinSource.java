package heliograph.ingest;

import heliograph.source.LiveSource;
import heliograph.source.MalformedMessage;
import heliograph.source.Message;
import heliograph.source.SourceContext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Publishes each line of standard input as it comes: a JSON object as that message, anything else
/// as text. What one read brought is one batch. Ends with the input.
final class StdinSource implements LiveSource {
    // A channel of its own for each run: an interrupt closes it, and the next run can still read.
    private static final Path STDIN = Path.of("/dev/stdin");
    private static final int READ_SIZE = 64 << 10; // bytes
    private static final int LONGEST =
            256 << 10; // bytes of a line; the rest becomes the next message

    @Override
    public void run(SourceContext context) throws IOException, InterruptedException {
        byte[] bytes = new byte[LONGEST + READ_SIZE];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try (FileChannel input = FileChannel.open(STDIN)) {
            while (input.read(buffer) >= 0) publishLines(bytes, buffer, context, false);
            publishLines(bytes, buffer, context, true);
        } catch (ClosedByInterruptException _) {
            throw new InterruptedException();
        }
    }

    private static void publishLines(
            byte[] bytes, ByteBuffer buffer, SourceContext context, boolean atEnd)
            throws InterruptedException {
        int filled = buffer.position();
        List<Message> batch = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < filled; at++) {
            if (bytes[at] != '\n' && at - from < LONGEST) continue;
            add(batch, bytes, from, at);
            from = bytes[at] == '\n' ? at + 1 : at;
        }
        if (atEnd && from < filled) {
            add(batch, bytes, from, filled);
            from = filled;
        }
        context.publish(batch, List.of());
        buffer.flip().position(from);
        buffer.compact();
    }

    private static void add(List<Message> batch, byte[] bytes, int from, int to) {
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        if (end > from) batch.add(message(bytes, from, end));
    }

    private static Message message(byte[] bytes, int from, int to) {
        if (bytes[from] != '{') return Message.text(bytes, from, to);
        try {
            return Message.json(bytes, from, to);
        } catch (MalformedMessage _) {
            return Message.text(bytes, from, to);
        }
    }
}
