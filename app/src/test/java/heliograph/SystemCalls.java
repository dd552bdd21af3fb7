package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The system calls of a running process, by strace. Closing it lets the process go.
///
/// ```
/// 4711 read(31<TCP:[…]>, "POST /ingest/test HTTP/1.1\r\n"…, 8192) = 172
/// 4712 fdatasync(12</…/journal.db-wal>) = 0          a call of its own line, or
/// 4712 <... fdatasync resumed>)           = 0        the end of one that was interleaved
/// 4711 write(31<TCP:[…]>, "HTTP/1.1 200 OK\r\n"…, 230) = 230
/// ```
final class SystemCalls implements AutoCloseable {
    private static final int PATIENCE = 30; // s
    private static final Pattern BEGUN_SYNC = Pattern.compile("^(\\d+) .*\\bf(?:data)?sync\\(.*");
    private static final Pattern ENDED_SYNC =
            Pattern.compile(
                    "^(\\d+) .*(?:f(?:data)?sync\\(.*\\)|f(?:data)?sync resumed>.*) += 0.*");

    private final Process strace;
    private final Path output;

    private SystemCalls(Process strace, Path output) {
        this.strace = strace;
        this.output = output;
    }

    /// Why no process can be traced here, if so.
    static Optional<String> obstacle(Path directory) throws Exception {
        Process waiting = new ProcessBuilder("cat").start();
        try {
            Process strace = strace(waiting.pid(), directory.resolve("trial"));
            String said = strace.inputReader().readLine();
            strace.destroy();
            boolean traced = said != null && said.contains("attached");
            return traced ? Optional.empty() : Optional.of("it may not trace: " + said);
        } catch (IOException _) {
            return Optional.of("strace is not installed; .ci/run does that");
        } finally {
            waiting.destroyForcibly();
        }
    }

    /// Traces a process and all its threads; returns when it does.
    static SystemCalls of(long pid, Path output) throws Exception {
        Process strace = strace(pid, output);
        assertThat(strace.inputReader().readLine()).contains("attached");
        return new SystemCalls(strace, output);
    }

    /// With all threads, the files' names beside descriptors, and enough of each text to know it.
    private static Process strace(long pid, Path output) throws IOException {
        String calls = "read,readv,recvfrom,recvmsg,write,writev,sendto,sendmsg,fsync,fdatasync";
        String options = "-f -y -s 64 -e trace=" + calls + " -p " + pid + " -o";
        List<String> command = new ArrayList<>(List.of(("strace " + options).split(" ")));
        command.add(output.toString());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /// The requests whose `200` was written before a sync of that file, begun after the request was
    /// read, had ended.
    ///
    /// @param count how many answers there must be
    List<String> answersWithoutSync(String request, Path file, int count) throws Exception {
        stop();
        List<String> unsynced = new ArrayList<>();
        int answers = 0;
        String reading = "";
        String syncing = ""; // the thread that syncs the file
        boolean synced = false;
        for (String line : Files.readAllLines(output)) {
            if (line.contains('"' + request)) {
                reading = line;
                syncing = "";
                synced = false;
            }
            Matcher begun = BEGUN_SYNC.matcher(line);
            if (begun.matches() && line.contains("<" + file + ">")) syncing = begun.group(1);
            Matcher ended = ENDED_SYNC.matcher(line);
            if (ended.matches() && ended.group(1).equals(syncing)) synced = true;
            if (!line.contains("\"HTTP/1.1 200")) continue;
            answers++;
            if (!synced) unsynced.add(reading);
        }
        assertThat(answers).as("answers in %s", output).isEqualTo(count);
        return unsynced;
    }

    private void stop() throws InterruptedException {
        strace.destroy(); // SIGTERM: it detaches and writes what it has
        assertThat(strace.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() throws Exception {
        stop();
        strace.inputReader().close();
    }
}
