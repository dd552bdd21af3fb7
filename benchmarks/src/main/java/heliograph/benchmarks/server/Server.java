package heliograph.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A server that we started. Closing it ends it and the processes it started.
public record Server(Process process, int port) implements AutoCloseable {
    private static final String CORE = "0";
    private static final int PATIENCE = 10; // seconds, then it is killed

    /// Starts a process that does not outlive this one. Its errors go to a file.
    public static Process launch(Path directory, Path errors, List<String> command)
            throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectError(errors.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        return process;
    }

    /// The command, for a process that shall use one core only: the load has the other.
    public static List<String> onItsCore(List<String> command) {
        return Stream.concat(Stream.of("taskset", "-c", CORE), command.stream()).toList();
    }

    /// A server that says where it listens on its first line.
    ///
    /// @param port its first group is the port
    public static Server announced(Process process, Pattern port, Path errors) throws IOException {
        String line = process.inputReader().readLine();
        if (line != null) {
            Matcher matcher = port.matcher(line);
            if (matcher.find()) return new Server(process, Integer.parseInt(matcher.group(1)));
        }
        end(process);
        throw new Unusable("a server did not start; " + errors + " says why");
    }

    /// With commas between them, as `ssebench` takes them.
    public String pids() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> Long.toString(handle.pid()))
                .collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        try {
            if (process.waitFor(PATIENCE, TimeUnit.SECONDS)) return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
