package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.StreamRecorder.End;
import heliograph.StreamRecorder.Event;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// A subscriber that reads only when the test does, into a buffer so small that the hub soon waits
/// for it. It has no thread of its own: there can be thousands.
public final class RawSubscriber implements AutoCloseable {
    private static final int PATIENCE = 30_000; // ms
    private static final int BUFFER = 16 << 10; // bytes; the kernel makes it twice as much

    private final Socket socket = new Socket();
    private final InputStream input;
    private InputStream chunk = new ByteArrayInputStream(new byte[0]);

    private RawSubscriber(int port, String query, Map<String, String> headers) throws IOException {
        socket.setReceiveBufferSize(BUFFER);
        socket.setSoTimeout(PATIENCE);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.input = new BufferedInputStream(socket.getInputStream(), 4096);
        StringBuilder request = new StringBuilder("GET /api/stream" + query + " HTTP/1.1\r\n");
        request.append("Host: localhost\r\n");
        headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(US_ASCII));
    }

    /// Asks for a stream, and reads nothing of it yet.
    public static RawSubscriber ask(TestHub hub, String query, Map<String, String> headers)
            throws IOException {
        return new RawSubscriber(hub.port(), query, headers);
    }

    /// Opens a stream, and has read its greeting when this returns.
    public static RawSubscriber open(TestHub hub, String query) throws IOException {
        RawSubscriber subscriber = ask(hub, query, Map.of());
        subscriber.next("hello");
        return subscriber;
    }

    /// How `/api/subscribers` names it.
    public String address() {
        return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    /// The next event that is no heartbeat, read now.
    public Event next() throws IOException {
        while (true) {
            Event event = read();
            if (!event.name().equals("heartbeat")) return event;
        }
    }

    /// The next event that is no heartbeat, which must be of that name.
    public Event next(String name) throws IOException {
        Event event = next();
        assertThat(event.name()).as(event.toString()).isEqualTo(name);
        return event;
    }

    /// The next event, heartbeats too.
    public Event read() throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(": ");
            fields.put(line.substring(0, colon), line.substring(colon + 2));
        }
        return new Event(
                fields.getOrDefault("event", ""),
                fields.getOrDefault("id", ""),
                fields.getOrDefault("data", ""),
                fields.getOrDefault("retry", ""));
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = octet(); b != '\n'; b = octet()) line.write(b);
        return line.toString(UTF_8);
    }

    private int octet() throws IOException {
        int b = chunk.read();
        if (b >= 0) return b;
        chunk = new ByteArrayInputStream(nextChunk());
        b = chunk.read();
        if (b < 0) throw new IOException("the body has ended");
        return b;
    }

    private byte[] nextChunk() throws IOException {
        String size = rawLine();
        if (size.startsWith("HTTP/1.1")) {
            assertThat(size).contains("200");
            while (!rawLine().isEmpty()) {}
            size = rawLine();
        }
        byte[] bytes = input.readNBytes(Integer.parseInt(size, 16));
        rawLine();
        return bytes;
    }

    private String rawLine() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = input.read(); b != '\n'; b = input.read()) {
            if (b < 0) throw new IOException("the connection has ended");
            if (b != '\r') line.write(b);
        }
        return line.toString(US_ASCII);
    }

    /// Reads on until nothing comes any more, and says how it ended.
    public End end() {
        try {
            byte[] last = nextChunk();
            while (last.length > 0) last = nextChunk();
            return End.CLEAN;
        } catch (IOException _) {
            return End.CUT_OFF;
        }
    }

    /// Reads no faster than that until the connection has ended or the time has come.
    ///
    /// @param deadline as of [System#nanoTime]
    public void readAtMost(int bytesPerSecond, long deadline) throws IOException {
        long pause = 50_000_000; // ns
        byte[] bytes = new byte[(int) (bytesPerSecond * pause / 1_000_000_000)];
        socket.setSoTimeout(50); // ms
        while (System.nanoTime() < deadline) {
            try {
                if (socket.getInputStream().read(bytes) < 0) return;
            } catch (SocketTimeoutException _) {
                continue;
            }
            LockSupport.parkNanos(pause); // this is its speed, not a wait for something
        }
    }

    public void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /// Sends another request although the stream has not ended.
    public void pipeline() throws IOException {
        socket.getOutputStream()
                .write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
    }

    /// Leaves with a reset, as a process does that dies with something unread.
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
