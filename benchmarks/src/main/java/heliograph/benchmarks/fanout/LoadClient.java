package heliograph.benchmarks.fanout;

import heliograph.benchmarks.server.Heap;
import heliograph.benchmarks.server.Server;
import heliograph.benchmarks.server.Unusable;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Drives one server with one load, from core 1, by running `ssebench`.
final class LoadClient {
    private static final String CORE = "1";
    private static final String RESTED = "rested"; // what it says before it waits for a line
    private static final Set<String> FAULTS =
            Set.of("lost", "wrong", "unordered", "closed", "refused");
    private static final double KIB = 1024; // bytes
    private static final int SUBSCRIBERS_AT_REST = 10_000;

    private final Path program;
    private final Settings settings;

    LoadClient(Path program, Settings settings) {
        this.program = program;
        this.settings = settings;
    }

    Measurement measure(Contender contender, Server server, Load load)
            throws IOException, InterruptedException {
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        Map<String, Long> faults = new TreeMap<>();
        boolean heap = load == Load.REST && contender instanceof Hub;
        long before = heap ? Heap.live(server.process()) : 0;
        Process client = start(contender, server, load);
        try (BufferedReader lines = client.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(RESTED)) {
                    if (heap) figures.put(Metric.HEAP, heapOfEach(server, before));
                    goOn(client);
                } else {
                    take(line, figures, faults);
                }
            }
        } finally {
            client.destroy();
        }
        // 1: it says itself what was lost
        if (client.waitFor() > 1) {
            throw new Unusable(
                    "%s failed with load '%s'".formatted(contender.name(), load.title()));
        }
        return new Measurement(load, contender.name(), figures, faults);
    }

    private Process start(Contender contender, Server server, Load load) throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", CORE, program.toString()));
        command.addAll(List.of("-P", Integer.toString(server.port()), "-S", server.pids()));
        command.addAll(List.of("-s", contender.subscribePath(load)));
        command.addAll(List.of("-p", contender.publishPath()));
        command.addAll(List.of("-w", Integer.toString(settings.warmUp())));
        command.addAll(List.of("-d", Integer.toString(settings.secondsOf(load))));
        command.addAll(load.options());
        Process client =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Runtime.getRuntime().addShutdownHook(new Thread(client::destroy));
        return client;
    }

    private static double heapOfEach(Server server, long before)
            throws IOException, InterruptedException {
        return (Heap.live(server.process()) - before) / KIB / SUBSCRIBERS_AT_REST;
    }

    private static void goOn(Process client) throws IOException {
        client.outputWriter().write("\n");
        client.outputWriter().flush();
    }

    /// A line is a name and a number.
    private static void take(String line, Map<Metric, Double> figures, Map<String, Long> faults) {
        int space = line.indexOf(' ');
        String name = line.substring(0, space);
        double value = Double.parseDouble(line.substring(space + 1));
        if (FAULTS.contains(name) && value > 0) faults.put(name, (long) value);
        Metric.of(name).ifPresent(metric -> figures.put(metric, metric.scaled(value)));
    }
}
