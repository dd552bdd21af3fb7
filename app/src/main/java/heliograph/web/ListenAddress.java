package heliograph.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// The address that somebody asked to listen on, tried before Helidon does: that would log a stack
/// trace, return as if it listened, and never say which port it was.
final class ListenAddress {
    private ListenAddress() {}

    /// @throws UncheckedIOException when nothing can listen there; says why
    static void requireFree(String host, int port) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) throw refused("there is no host '" + host + "'");
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // what lingers of earlier connections is no obstacle
            socket.bind(address);
        } catch (BindException e) {
            throw refused(why(host, port, e));
        } catch (IOException e) {
            throw refused(
                    "cannot listen on port %d of %s: %s".formatted(port, host, e.getMessage()));
        }
    }

    private static String why(String host, int port, BindException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("Address already in use")
                ? "port %d of %s is in use; stop what uses it, or give another --port"
                        .formatted(port, host)
                : "cannot listen on port %d of %s: %s".formatted(port, host, message);
    }

    private static UncheckedIOException refused(String message) {
        return new UncheckedIOException(message, new IOException(message));
    }
}
