package heliograph.source.filetail;

import heliograph.source.Checkpoint;
import heliograph.source.Health;
import heliograph.source.Message;
import heliograph.source.SourceContext;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Prints what a source publishes and reports, line by line, for a test in another process: one run
/// by another user.
final class PrintingContext implements SourceContext {
    /// Follows the path until the process is ended.
    public static void main(String[] arguments) throws Exception {
        Map<String, ?> settings =
                Map.of(
                        "include", Path.of(arguments[0]).toString(),
                        "start-at", "beginning",
                        "discover-interval", "50ms");
        var config = heliograph.source.SourceConfig.of("printed", settings);
        new FileTailProvider().create(config).run(new PrintingContext());
    }

    @Override
    public void publish(List<Message> batch, List<Checkpoint> checkpoints) {
        batch.forEach(message -> print(message.toString()));
    }

    @Override
    public long publish(List<Message> batch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void report(Health health) {
        print(health.status() + " " + health.detail());
    }

    private static synchronized void print(String line) {
        System.out.println(line);
    }

    @Override
    public String name() {
        return "printed";
    }

    @Override
    public Map<String, String> checkpoints() {
        return Map.of();
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public void sleepUntil(Instant instant) {
        throw new UnsupportedOperationException();
    }
}
