package heliograph.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The network between a browser and the hub, which a test can cut and mend.
final class CuttableLine implements AutoCloseable {
    private final ServerSocket entrance;
    private final int hub;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private CuttableLine(ServerSocket entrance, int hub) {
        this.entrance = entrance;
        this.hub = hub;
    }

    static CuttableLine to(int hubPort) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        CuttableLine line = new CuttableLine(new ServerSocket(0, 50, here), hubPort);
        Thread.ofVirtual().start(line::accept);
        return line;
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + entrance.getLocalPort() + path);
    }

    /// Resets every connection, and each that is tried from now on.
    void cut() {
        cut = true;
        ends.forEach(CuttableLine::reset);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket browser = entrance.accept();
                ends.add(browser);
                if (cut) reset(browser);
                else Thread.ofVirtual().start(() -> connect(browser));
            }
        } catch (IOException _) {
            // closed: the test is over
        }
    }

    private void connect(Socket browser) {
        try (browser;
                Socket hubSide = new Socket(InetAddress.getLoopbackAddress(), hub)) {
            ends.add(hubSide);
            if (cut) return; // between the accepting and here
            Thread.ofVirtual().start(() -> copy(browser, hubSide));
            copy(hubSide, browser);
        } catch (IOException _) {
            // cut, or the hub is away
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException _) {
            reset(to); // an end of the line is gone, so is the other
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0); // what was under way is lost
            socket.close();
        } catch (IOException _) {
            // it is gone already
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
