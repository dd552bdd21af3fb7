package heliograph.benchmarks.fanout;

import heliograph.benchmarks.server.Server;
import heliograph.benchmarks.server.Unusable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// nginx with nchan, the fastest peer that installs from a package. It keeps nothing on disk.
final class Nchan implements Contender {
    private static final Path CONFIGURATION = Path.of("src/main/c/nchan.conf");
    private static final String MODULE = "ngx_nchan_module.so";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path nginx;
    private final Path module;

    private Nchan(Path nginx, Path module) {
        this.nginx = nginx;
        this.module = module;
    }

    /// If both parts are installed.
    static Optional<Contender> installed() {
        Optional<Path> module =
                Stream.of(
                                "/usr/lib/nginx/modules",
                                "/usr/lib64/nginx/modules",
                                "/etc/nginx/modules")
                        .map(directory -> Path.of(directory, MODULE))
                        .filter(Files::exists)
                        .findFirst();
        return Programs.find("nginx").flatMap(nginx -> module.map(file -> new Nchan(nginx, file)));
    }

    @Override
    public String name() {
        return "nchan";
    }

    @Override
    public String subscribePath(Load load) {
        return "/sub";
    }

    @Override
    public String publishPath() {
        return "/pub";
    }

    @Override
    public Server start(Path directory) throws IOException, InterruptedException {
        int port = freePort();
        String configuration = Files.readString(CONFIGURATION);
        Path file = directory.resolve("nchan.conf").toAbsolutePath();
        Files.writeString(file, configuration.replace("PORT", Integer.toString(port)));
        List<String> command =
                List.of(
                        nginx.toString(),
                        "-p",
                        directory.toAbsolutePath().toString(),
                        "-c",
                        file.toString(),
                        "-e",
                        "stderr",
                        "-g",
                        "load_module " + module + "; daemon off;");
        Path errors = directory.resolveSibling("nchan.log");
        Server server =
                new Server(Server.launch(directory, errors, Server.onItsCore(command)), port);
        if (listens(server)) return server;
        server.close();
        throw new Unusable("nginx did not start; " + errors + " says why");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(Server server) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (server.process().isAlive() && System.nanoTime() < deadline) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                // The workers do the work, and the port is open before they are there.
                if (server.process().children().findAny().isPresent()) return true;
                Thread.sleep(20); // ms
            } catch (ConnectException _) {
                Thread.sleep(20); // ms
            }
        }
        return false;
    }
}
