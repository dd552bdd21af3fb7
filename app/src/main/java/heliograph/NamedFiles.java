package heliograph;

import heliograph.runner.SourceEntry;
import heliograph.source.ConfigException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The files named on the command line as sources, each named after its file: two of one name after
/// folder and file.
final class NamedFiles {
    private static final String STDIN = "-";
    private static final int LONGEST = 64; // of a source's name
    private static final String TAIL_LINES = "10"; // as tail(1) begins

    private NamedFiles() {}

    /// @param taken names that the configuration uses
    static List<SourceEntry> sources(List<String> files, Set<String> taken) {
        Set<String> names = new HashSet<>(taken);
        List<SourceEntry> entries = new ArrayList<>();
        if (files.stream().filter(STDIN::equals).count() > 1) {
            throw new ConfigException("standard input can be read once; write - once");
        }
        for (String file : files) {
            if (file.isBlank()) throw new ConfigException("a file's name is empty");
            String name = free(candidates(file), names);
            names.add(name);
            entries.add(file.equals(STDIN) ? stdin(name) : tail(name, file));
        }
        return entries;
    }

    private static SourceEntry stdin(String name) {
        return new SourceEntry(name, "stdin", Map.of());
    }

    private static SourceEntry tail(String name, String file) {
        Map<String, ?> settings = Map.of("include", List.of(file), "tail-lines", TAIL_LINES);
        return new SourceEntry(name, "file-tail", settings);
    }

    /// `syslog`, then `log-syslog`, then `var-log-syslog`; a glob goes by its folder.
    private static List<String> candidates(String file) {
        if (file.equals(STDIN)) return List.of("stdin");
        Path path = Path.of(file).toAbsolutePath().normalize();
        List<String> parts = new ArrayList<>();
        path.forEach(part -> parts.add(part.toString()));
        if (parts.isEmpty()) return List.of("root");
        while (parts.size() > 1 && isGlob(parts.getLast())) parts.removeLast();
        List<String> candidates = new ArrayList<>();
        for (int from = parts.size() - 1; from >= 0; from--) {
            candidates.add(asName(String.join("-", parts.subList(from, parts.size()))));
        }
        return candidates;
    }

    private static boolean isGlob(String part) {
        return part.matches(".*[*?\\[{].*");
    }

    private static String asName(String text) {
        String name = text.replaceAll("[^A-Za-z0-9._-]+", "-");
        return name.substring(Math.max(0, name.length() - LONGEST));
    }

    private static String free(List<String> candidates, Set<String> taken) {
        for (String candidate : candidates) {
            if (!taken.contains(candidate)) return candidate;
        }
        int number = 2;
        while (taken.contains(numbered(candidates.getLast(), number))) number++;
        return numbered(candidates.getLast(), number);
    }

    private static String numbered(String name, int number) {
        String suffix = "-" + number;
        return name.substring(0, Math.min(name.length(), LONGEST - suffix.length())) + suffix;
    }
}
