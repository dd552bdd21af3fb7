package heliograph.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.sse.SseSink;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/// An [SseSink] that can also write chunks which all subscribers share. It writes to the connection
/// itself, because one write of one array is the least a delivery can cost.
///
/// One thread writes. [#awaitClient] is for the connection's own thread, [#disconnect] for any.
public final class FrameSink implements SseSink {
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);
    // One write is what a client must read in time; only a single large message takes several.
    // With room for what stands around a portion of frames: the response's head, the chunk's size.
    private static final int WRITE_SIZE = (64 << 10) + 1024; // bytes
    private static final byte[] NOTHING = {};
    private static final byte[] LINE_BREAK = "\r\n".getBytes(US_ASCII);

    private final DataWriter writer;
    private final DataReader reader;
    private final HelidonSocket socket;
    private byte[] unsent; // what goes out in front of the next write
    private volatile boolean writing;
    private volatile long writingSince; // System.nanoTime()

    /// @param head status line and headers. The first written bytes carry them out: without a first
    ///     event the browser would wait for a message to see the stream open.
    FrameSink(ConnectionContext connection, byte[] head) {
        this.writer = connection.dataWriter();
        this.reader = connection.dataReader();
        this.socket = connection.serverSocket();
        this.unsent = head;
    }

    @Override
    public SseSink emit(SseEvent event) {
        write(chunk(SseText.encode(event)));
        return this;
    }

    /// Emits an event, and tells the client how long to wait before it connects again (Helidon's
    /// own sink never writes `retry:`).
    void emit(SseEvent event, Duration retry) {
        var text = new ByteArrayOutputStream();
        text.writeBytes(("retry: " + retry.toMillis() + "\n").getBytes(US_ASCII));
        text.writeBytes(SseText.encode(event));
        write(chunk(text.toByteArray()));
    }

    /// Writes one HTTP chunk, as it is.
    void write(byte[] chunk) {
        byte[] bytes = unsent.length == 0 ? chunk : joined(unsent, chunk);
        unsent = NOTHING;
        for (int from = 0; from < bytes.length; from += WRITE_SIZE) {
            write(bytes, from, Math.min(WRITE_SIZE, bytes.length - from));
        }
    }

    private void write(byte[] bytes, int from, int length) {
        writingSince = System.nanoTime();
        writing = true;
        try {
            writer.writeNow(BufferData.createReadOnly(bytes, from, length));
        } finally {
            writing = false;
        }
    }

    /// Ends the body, so that the client knows that nothing was cut off.
    @Override
    public void close() {
        write(LAST_CHUNK);
    }

    /// Returns when the client has left, has sent what it should not, or was disconnected.
    void awaitClient() {
        try {
            reader.ensureAvailable();
        } catch (RuntimeException _) {
            // Each way a connection can end has its exception, and they all mean: gone.
        }
    }

    /// Closes the socket, if it is not closed yet; a write or [#awaitClient] that waits ends at
    /// once.
    void disconnect() {
        try {
            socket.close();
        } catch (UncheckedIOException _) {
            // It was closed already: both sides of a stream do this when they end.
        }
    }

    /// Whether a write has been waiting for the client for so long.
    boolean hasWaited(Duration time) {
        return writing && System.nanoTime() - writingSince > time.toNanos() && writing;
    }

    private static byte[] chunk(byte[] text) {
        byte[] size = (Integer.toHexString(text.length) + "\r\n").getBytes(US_ASCII);
        return joined(joined(size, text), LINE_BREAK);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = new byte[first.length + second.length];
        System.arraycopy(first, 0, joined, 0, first.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
