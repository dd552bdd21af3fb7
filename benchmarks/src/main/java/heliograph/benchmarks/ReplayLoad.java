package heliograph.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// How fast does one subscriber get everything there is? Fills a hub of its own process, restarts
/// it, reads `/api/stream` from the first message to the last over a socket, while messages are
/// posted at a steady rate, and prints megabytes a second, the hub's heap and the wait of a post.
final class ReplayLoad {
    private static final long SIZE = Long.getLong("heliograph.benchmark.mebibytes", 1024) << 20;
    private static final int SINGLES = Integer.getInteger("heliograph.benchmark.singles", 0);
    private static final int MESSAGE = 400; // bytes of JSON, with what the hub adds
    private static final int BODY = 10_000; // messages in one request
    private static final int RATE = 200; // posts a second during the replay
    private static final String HEAP = "-Xmx128m";
    private static final String REQUEST = // of an unknown epoch: from the oldest message on
            """
            GET /api/stream HTTP/1.1\r
            Host: localhost\r
            Last-Event-ID: another-1\r
            \r
            """;
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path directory;

    private ReplayLoad(Path directory) {
        this.directory = directory;
    }

    /// A hub's process.
    private record Server(Process process, int port) implements AutoCloseable {
        /// On all its threads, since it started.
        Duration processorTime() {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }

        @Override
        public void close() {
            process.toHandle().destroy();
            process.onExit().join();
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of("."), "replay");
        try {
            new ReplayLoad(directory).run();
        } finally {
            delete(directory);
        }
    }

    private void run() throws Exception {
        long newest;
        try (Server hub = start()) {
            newest = fill(hub);
        }
        System.out.printf("%d messages, journal %d MB%n", newest, journalBytes() / 1_000_000);
        try (Server hub = start()) {
            replay(hub, newest, "idle hub");
            Posts posts = new Posts(hub);
            Thread poster = Thread.ofPlatform().daemon().start(posts);
            replay(hub, newest, "while publishing");
            posts.enough = true;
            poster.join();
            System.out.println(posts.summary());
        }
        System.out.printf("heap: limit %s, most in use %d MB%n", HEAP.substring(4), mostHeap());
    }

    private Server start() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process =
                new ProcessBuilder(
                                java.toString(),
                                "-XX:+UseSerialGC",
                                HEAP,
                                "-Xlog:gc:file=gc.log",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                absoluteClassPath(),
                                "heliograph.Main",
                                "--data",
                                "data",
                                "--port",
                                "0")
                        .directory(directory.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String said = process.inputReader().readLine();
        if (said == null) throw new IOException("the hub did not start");
        int port = Integer.parseInt(said.replaceFirst(".*localhost:(\\d+),.*", "$1"));
        return new Server(process, port);
    }

    private static String absoluteClassPath() {
        List<String> parts =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(part -> Path.of(part).toAbsolutePath().toString())
                        .toList();
        return String.join(File.pathSeparator, parts);
    }

    /// Returns the newest offset.
    private long fill(Server hub) throws Exception {
        String line = "{\"content\":\"" + "x".repeat(MESSAGE - 90) + "\"}\n";
        String body = line.repeat(BODY);
        long count = 0;
        while (count * MESSAGE < SIZE) {
            post(hub, "application/x-ndjson", body);
            count += BODY;
        }
        for (int i = 0; i < SINGLES; i++, count++) post(hub, "application/json", line);
        return count;
    }

    private void post(Server hub, String type, String body) throws Exception {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:" + hub.port + "/ingest/replay"))
                                .header("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IOException(answer.body());
    }

    /// Reads from the first message until the newest has come.
    private static void replay(Server hub, long newest, String when) throws IOException {
        Duration processorTime = hub.processorTime();
        long began = System.nanoTime();
        long bytes = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port)) {
            socket.getOutputStream().write(REQUEST.getBytes(US_ASCII));
            InputStream input = socket.getInputStream();
            byte[] buffer = new byte[256 << 10];
            long seen = 0;
            while (seen < newest) {
                int read = input.read(buffer);
                if (read < 0) throw new IOException("the stream ended");
                bytes += read;
                seen = Math.max(seen, lastOffset(buffer, read));
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%s: %.0f MB in %.1f s, %.0f MB/s; the hub computed for %.1f s%n",
                when,
                bytes / 1e6,
                seconds,
                bytes / 1e6 / seconds,
                hub.processorTime().minus(processorTime).toMillis() / 1e3);
    }

    /// The offset of the last id in the buffer; 0 when none is whole.
    private static long lastOffset(byte[] buffer, int length) {
        for (int at = length - 1; at > 3; at--) {
            boolean id = buffer[at - 3] == 'i' && buffer[at - 2] == 'd' && buffer[at - 1] == ':';
            if (!id || (at > 3 && buffer[at - 4] != '\n')) continue;
            String line = new String(buffer, at, Math.min(40, length - at), US_ASCII);
            int end = line.indexOf('\n');
            int dash = line.indexOf('-');
            if (end > 0 && dash > 0 && dash < end) {
                return Long.parseLong(line.substring(dash + 1, end));
            }
        }
        return 0;
    }

    /// Posts one message after the other at a steady rate, and remembers how long each took, from
    /// when it was due.
    private final class Posts implements Runnable {
        private final Server hub;
        private long[] waits = new long[1 << 10];
        private int count;
        private volatile boolean enough;

        Posts(Server hub) {
            this.hub = hub;
        }

        @Override
        public void run() {
            long due = System.nanoTime();
            try {
                while (!enough) {
                    LockSupport.parkNanos(due - System.nanoTime());
                    post(hub, "text/plain", "meanwhile");
                    if (count == waits.length) waits = Arrays.copyOf(waits, 2 * count);
                    waits[count++] = System.nanoTime() - due;
                    due += 1_000_000_000L / RATE;
                }
            } catch (Exception e) {
                throw new IllegalStateException("posting failed", e);
            }
        }

        String summary() {
            Arrays.sort(waits, 0, count);
            if (count == 0) return "no posts meanwhile";
            return "%d posts meanwhile: p50 %.1f ms, p99 %.1f ms, max %.1f ms"
                    .formatted(
                            count,
                            waits[count / 2] / 1e6,
                            waits[(int) ((count - 1) * 0.99)] / 1e6,
                            waits[count - 1] / 1e6);
        }
    }

    private long journalBytes() throws IOException {
        return Files.size(directory.resolve("data/journal.db"));
    }

    /// In megabytes, before any of the collections since the hub's last start.
    private long mostHeap() throws IOException {
        return COLLECTION
                .matcher(Files.readString(directory.resolve("gc.log")))
                .results()
                .mapToLong(collection -> Long.parseLong(collection.group(1)))
                .max()
                .orElse(0);
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
