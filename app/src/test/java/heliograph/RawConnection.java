package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A connection on which a test writes what no HTTP library would.
public final class RawConnection implements AutoCloseable {
    private static final int PATIENCE = 10_000; // ms

    private final Socket socket;
    private final InputStream input;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.input = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout(PATIENCE);
        socket.setTcpNoDelay(true);
    }

    public static RawConnection to(TestHub hub) throws IOException {
        return new RawConnection(new Socket(InetAddress.getLoopbackAddress(), hub.port()));
    }

    /// One request on a connection of its own, and its answer.
    public static Answer ask(TestHub hub, String request) throws IOException {
        try (RawConnection connection = to(hub)) {
            connection.send(request);
            return connection.answer();
        }
    }

    /// Sends text as it is, except that `\n` goes out as CR LF.
    public void send(String text) throws IOException {
        sendBytes(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
    }

    public void sendBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /// Says that nothing more will be sent.
    public void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /// Returns when an answer has begun, and leaves it to be read.
    public void awaitFirstByte() throws IOException {
        input.mark(1);
        assertThat(input.read()).isNotNegative();
        input.reset();
    }

    /// @param headers under their lower-case names
    public record Answer(int status, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        public JsonObject json() {
            return TestHub.object(body);
        }
    }

    /// The answer to a request that can have a body.
    public Answer answer() throws IOException {
        return answer(true);
    }

    /// The answer to HEAD: its headers speak of a body that does not come.
    public Answer answerWithoutBody() throws IOException {
        return answer(false);
    }

    private Answer answer(boolean withBody) throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(": *", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        boolean bodiless = !withBody || status == 204 || status < 200;
        return new Answer(status, headers, bodiless ? "" : body(headers));
    }

    private String body(Map<String, String> headers) throws IOException {
        if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            return new String(input.readNBytes(length), UTF_8);
        }
        var body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(input.readNBytes(size));
            line();
        }
        line();
        return body.toString(UTF_8);
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = input.read(); b != '\n'; b = input.read()) {
            if (b < 0) throw new IOException("the connection ended in: " + line.toString(UTF_8));
            if (b != '\r') line.write(b);
        }
        return line.toString(UTF_8);
    }

    /// Whether the hub closes the connection without another word.
    public boolean isClosedByHub() throws IOException {
        try {
            return input.read() < 0;
        } catch (SocketException _) {
            return true; // reset
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
