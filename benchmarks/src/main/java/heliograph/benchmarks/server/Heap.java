package heliograph.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks another JVM for its heap.
public final class Heap {
    // Total       1234567      98765432
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private Heap() {}

    /// Bytes of the objects that are reachable. Collects garbage first.
    public static long live(Process jvm) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process =
                new ProcessBuilder(jcmd.toString(), Long.toString(jvm.pid()), "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        String answer = String.join("\n", process.inputReader().readAllLines());
        process.waitFor();
        Matcher total = TOTAL.matcher(answer);
        if (!total.find()) throw new Unusable("jcmd did not count the heap: " + answer);
        return Long.parseLong(total.group(1));
    }
}
