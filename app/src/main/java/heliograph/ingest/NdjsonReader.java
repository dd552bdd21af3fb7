package heliograph.ingest;

import heliograph.source.MalformedMessage;
import heliograph.source.MalformedRequest;
import heliograph.source.Message;
import heliograph.source.SourceContext;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Publishes a body of JSON lines as it arrives: what came with one read is one batch, so a line is
/// on disk before its sender has thought of the next. Used by the request's thread.
final class NdjsonReader {
    private static final int READ_SIZE = 64 << 10; // bytes

    private final InputStream body;
    private final SourceContext context;
    private byte[] buffer = new byte[READ_SIZE];
    private int filled;
    private int line;

    NdjsonReader(InputStream body, SourceContext context) {
        this.body = body;
        this.context = context;
    }

    /// @throws MalformedRequest for the first malformed line; those before it are published
    void read() throws MalformedRequest, IOException, InterruptedException {
        while (true) {
            if (filled == buffer.length) buffer = Arrays.copyOf(buffer, filled * 2);
            int count = body.read(buffer, filled, buffer.length - filled);
            if (count < 0) break;
            filled += count;
            publishWholeLines(filled - count);
        }
        if (filled > 0) publishLines(filled); // the last line may lack its line break
    }

    /// @param read where what was read last begins: before it there is no line break
    private void publishWholeLines(int read) throws MalformedRequest, InterruptedException {
        int end = filled;
        while (end > read && buffer[end - 1] != '\n') end--;
        if (end == read) return;
        publishLines(end);
        System.arraycopy(buffer, end, buffer, 0, filled - end);
        filled -= end;
    }

    private void publishLines(int end) throws MalformedRequest, InterruptedException {
        List<Message> batch = new ArrayList<>();
        try {
            for (int from = 0; from < end; ) {
                int to = from;
                while (to < end && buffer[to] != '\n') to++;
                if (!isBlank(from, to)) batch.add(Message.json(buffer, from, to));
                line++;
                from = to + 1;
            }
        } catch (MalformedMessage e) {
            context.publish(batch, List.of());
            throw MalformedRequest.at(e.position().below(line), e.reason());
        }
        context.publish(batch, List.of());
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') return false;
        }
        return true;
    }
}
