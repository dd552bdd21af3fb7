package heliograph.plugin;

import java.io.IOException;

/// There is no jar to read; the message says in plain words why.
final class UnusableJar extends IOException {
    private static final long serialVersionUID = 1;

    UnusableJar(String message) {
        super(message);
    }
}
