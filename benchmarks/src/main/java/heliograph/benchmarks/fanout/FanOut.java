package heliograph.benchmarks.fanout;

import heliograph.benchmarks.server.PackagedHub;
import heliograph.benchmarks.server.Server;
import heliograph.benchmarks.server.Unusable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What does a delivery cost? Drives the packaged hub, the floor and, where installed, nchan in
/// turn with the same loads, and prints their medians with the hub's ratios to the others.
///
/// ```
/// for each round, load and server:   core 0: a fresh server  ◀──  core 1: ssebench
/// ```
/// Ratios within one run count; the machine is never as quiet twice.
final class FanOut {
    private static final Path PROJECT = Path.of(".."); // Maven starts us in our module
    private static final Path DIRECTORY = Path.of("target/fan-out");

    private final Settings settings;
    private final List<Contender> contenders;
    private final LoadClient client;
    private final Medians medians = new Medians();

    private FanOut(Settings settings, List<Contender> contenders, LoadClient client) {
        this.settings = settings;
        this.contenders = contenders;
        this.client = client;
    }

    public static void main(String[] arguments) throws Exception {
        try {
            run();
        } catch (Unusable e) {
            System.err.println("fan-out: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void run() throws Exception {
        Settings settings = Settings.read();
        Files.createDirectories(DIRECTORY);
        Programs programs = Programs.compile(DIRECTORY);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Hub(PackagedHub.of(PROJECT)));
        contenders.add(new Floor(programs.floor()));
        Optional<Contender> nchan = Nchan.installed();
        nchan.ifPresent(contenders::add);
        if (nchan.isEmpty()) {
            System.out.println(
                    "nchan is not installed (Debian: nginx, libnginx-mod-nchan); its columns stay"
                            + " empty");
        }
        if (Programs.isInMemory(DIRECTORY)) {
            System.out.println("target/ is in memory, not on a disk: an fsync costs nothing here");
        }
        LoadClient client = new LoadClient(programs.client(), settings);
        FanOut fanOut = new FanOut(settings, contenders, client);
        fanOut.measureAll();
        fanOut.report();
    }

    private void measureAll() throws IOException, InterruptedException {
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Load load : settings.loads()) {
                for (Contender contender : contenders) {
                    if (contender.serves(load)) measure(round, load, contender);
                }
            }
        }
    }

    private void measure(int round, Load load, Contender contender)
            throws IOException, InterruptedException {
        System.out.printf(
                "round %d of %d  %-13s  %-5s  ",
                round, settings.rounds(), load.title(), contender.name());
        System.out.flush();
        Path directory = Files.createTempDirectory(DIRECTORY, contender.name());
        try (Server server = contender.start(directory)) {
            Measurement measurement = client.measure(contender, server, load);
            medians.add(measurement);
            System.out.println(measurement.line());
        } finally {
            delete(directory);
        }
    }

    private void report() {
        System.out.println();
        new Table(medians, System.out).print(settings.loads());
        System.out.println();
        List<Goal> goals = Goal.of(medians);
        goals.forEach(goal -> System.out.println(goal.line()));
        for (Measurement each : medians.all()) {
            if (each.faults().isEmpty()) continue;
            System.out.printf("%s, %s: %s%n", each.server(), each.load().title(), each.faults());
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
