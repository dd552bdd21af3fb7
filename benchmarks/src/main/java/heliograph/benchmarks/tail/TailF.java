package heliograph.benchmarks.tail;

import heliograph.benchmarks.server.Server;
import heliograph.benchmarks.server.Unusable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// GNU `tail -F`, whose output is read as fast as it comes.
record TailF() implements Follower {
    private static final int KIB = 1024;

    @Override
    public String name() {
        return "tail -F";
    }

    /// It has no globs, so the shell opens them; the system always tells it of changes.
    @Override
    public Following follow(Path directory, List<String> include, boolean watch)
            throws IOException {
        List<String> command = new ArrayList<>();
        String options = "exec tail -q -n +1 -F ";
        command.addAll(List.of("sh", "-c", options + String.join(" ", include)));
        return new Running(Server.launch(directory, directory.resolveSibling("tail.log"), command));
    }

    private record Running(Process process) implements Following {
        @Override
        public InputStream lines() {
            return process.getInputStream();
        }

        @Override
        public void awaitLines(long count) throws IOException {
            byte[] buffer = new byte[1 << 16];
            long lines = 0;
            while (lines < count) {
                int length = process.getInputStream().read(buffer);
                if (length < 0) throw new Unusable("tail ended early");
                for (int i = 0; i < length; i++) {
                    if (buffer[i] == '\n') lines++;
                }
            }
        }

        @Override
        public long memory() throws IOException {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .sum();
        }

        @Override
        public void close() {
            new Server(process, 0).close();
        }
    }
}
