package heliograph.benchmarks.fanout;

import heliograph.benchmarks.server.Unusable;

import java.util.Arrays;
import java.util.List;

/// What was asked for, as system properties named `fan-out.…`.
///
/// @param rounds how often everything is measured; the table has the medians
/// @param warmUp seconds of the same load before each measurement, for the JIT
/// @param seconds of each measurement
/// @param rest seconds of the measurement without messages
record Settings(List<Load> loads, int rounds, int warmUp, int seconds, int rest) {

    static Settings read() {
        return new Settings(
                loads(System.getProperty("fan-out.loads", "all")),
                positive("fan-out.rounds", 3),
                positive("fan-out.warm-up", 5),
                positive("fan-out.seconds", 5),
                positive("fan-out.rest", 30));
    }

    private static List<Load> loads(String titles) {
        if (titles.equals("all")) return List.of(Load.values());
        return Arrays.stream(titles.split(",")).map(String::strip).map(Load::named).toList();
    }

    private static int positive(String name, int otherwise) {
        String text = System.getProperty(name, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(text);
            if (number > 0) return number;
        } catch (NumberFormatException _) {
            // said below
        }
        throw new Unusable("%s is '%s'; write a whole number from 1 on".formatted(name, text));
    }

    int secondsOf(Load load) {
        return load == Load.REST ? rest : seconds;
    }
}
