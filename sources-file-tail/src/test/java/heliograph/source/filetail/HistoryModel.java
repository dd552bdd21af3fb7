package heliograph.source.filetail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A log that is written, rotated and truncated, and what must come of it: each line once, and in
/// order within its generation. Only what is written between a copy and its truncation may be lost.
/// A line is `generation:number` and long enough to know a copy by it.
final class HistoryModel implements AutoCloseable {
    private static final String REST = " ".repeat(64);

    private final Path log;
    private final List<String> written = new ArrayList<>();
    private final Set<String> mayBeLost = new HashSet<>();
    private int generation = 1;
    private int line;
    private int rotations;
    private String half = "";
    private Optional<OutputStream> renamed = Optional.empty();
    private int renamedGeneration;
    private int lateLine;

    HistoryModel(Path log) {
        this.log = log;
    }

    Path log() {
        return log;
    }

    /// Every line so far but one that is half written.
    List<String> written() {
        return List.copyOf(written);
    }

    /// Those lines that rotation may have lost.
    Set<String> mayBeLost() {
        return Set.copyOf(mayBeLost);
    }

    /// How much of the log a line took.
    static int bytes(String line) {
        return line.length() + 1;
    }

    static Map<String, List<String>> byGeneration(List<String> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(text -> text.substring(0, text.indexOf(':'))));
    }

    void write(int lines) throws IOException {
        completeLine();
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++) text.append(nextLine()).append('\n');
        append(text.toString());
    }

    void writeHalf() throws IOException {
        completeLine();
        half = nextLine();
        written.removeLast();
        append(half.substring(0, half.length() / 2));
    }

    void completeLine() throws IOException {
        if (half.isEmpty()) return;
        append(half.substring(half.length() / 2) + "\n");
        written.add(half);
        half = "";
    }

    /// Perhaps the program goes on writing to the file it has open.
    void rename() throws IOException {
        completeLine();
        if (!Files.exists(log)) return;
        close();
        renamed = Optional.of(Files.newOutputStream(log, StandardOpenOption.APPEND));
        renamedGeneration = generation;
        lateLine = line;
        makeRoom();
        Files.move(log, name(1));
        nextGeneration();
    }

    void writeToRenamed() throws IOException {
        if (renamed.isEmpty()) return;
        String text = text(renamedGeneration, ++lateLine);
        written.add(text);
        renamed.get().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Rotates as `copytruncate` does.
    ///
    /// @param between lines that are written between the copy and its truncation
    void copyAndTruncate(int between) throws IOException {
        completeLine();
        if (!Files.exists(log)) return;
        makeRoom();
        Files.copy(log, name(1));
        int before = written.size();
        if (between > 0) write(between);
        mayBeLost.addAll(written.subList(before, written.size()));
        truncate();
    }

    void truncate() throws IOException {
        if (!Files.exists(log)) return;
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        nextGeneration();
    }

    void delete() throws IOException {
        if (Files.deleteIfExists(log)) nextGeneration();
    }

    private void nextGeneration() {
        generation++;
        line = 0;
    }

    private void makeRoom() throws IOException {
        for (int i = rotations; i > 0; i--) {
            if (Files.exists(name(i))) Files.move(name(i), name(i + 1));
        }
        rotations++;
    }

    private Path name(int rotation) {
        return log.resolveSibling(log.getFileName() + "." + rotation);
    }

    private String nextLine() {
        String text = text(generation, ++line);
        written.add(text);
        return text;
    }

    /// Both its ends tell it from others, as times and counters do in logs.
    private static String text(int generation, int line) {
        return generation + ":" + line + REST + generation + ":" + line;
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void close() throws IOException {
        if (renamed.isPresent()) renamed.get().close();
        renamed = Optional.empty();
    }
}
