package heliograph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;

/// A program's log: numbered lines without end, and rotation all the while. A line is
/// `name file line`, so that it says which one of the files it was written to. Written by one
/// thread, until it is stopped.
final class RotatingLog implements Callable<Void> {
    private static final int KEPT = 50; // rotated files: a minute and more, so none goes unread
    private static final int BURST = 20; // lines
    private static final int BURSTS = 50; // from one rotation to the next, on average
    private static final String REST =
            " and a text as long as those of usual lines are, more or less";

    /// How the log is rotated.
    enum Rotation {
        /// Renamed; the program goes on writing for a moment to what it has open.
        RENAME,
        /// Copied, then truncated (`copytruncate`), and sometimes written to between the two.
        COPY_AND_TRUNCATE
    }

    private final Path path;
    private final Rotation rotation;
    private final Random random;
    private final List<String> written = new ArrayList<>();
    private final Set<String> mayBeLost = new LinkedHashSet<>();
    private OutputStream out;
    private int file = 1;
    private int line;
    private volatile boolean stopped;

    RotatingLog(Path path, Rotation rotation, long seed) throws IOException {
        this.path = path;
        this.rotation = rotation;
        this.random = new Random(seed);
        this.out = open();
    }

    Path path() {
        return path;
    }

    /// Ends the writing, which may take a moment.
    void stop() {
        stopped = true;
    }

    /// Every line, in the order of writing.
    List<String> written() {
        return List.copyOf(written);
    }

    /// Those that were written between a copy and its truncation.
    Set<String> mayBeLost() {
        return Set.copyOf(mayBeLost);
    }

    @Override
    public Void call() throws Exception {
        while (!stopped) {
            write(1 + random.nextInt(BURST));
            if (random.nextInt(BURSTS) == 0) rotate();
            Thread.sleep(Duration.ofMillis(random.nextInt(40))); // the pace of a busy program
        }
        out.close();
        return null;
    }

    /// Begins a line that will not be completed.
    void begin(String text) throws IOException {
        Files.writeString(path, text, StandardOpenOption.APPEND);
    }

    private void rotate() throws Exception {
        makeRoom();
        switch (rotation) {
            case RENAME -> rename();
            case COPY_AND_TRUNCATE -> copyAndTruncate();
        }
        file++;
        line = 0;
    }

    private void makeRoom() throws IOException {
        Files.deleteIfExists(rotated(KEPT));
        for (int i = KEPT - 1; i > 0; i--) {
            if (Files.exists(rotated(i))) Files.move(rotated(i), rotated(i + 1));
        }
    }

    private void rename() throws Exception {
        Files.move(path, rotated(1));
        write(random.nextInt(3));
        if (random.nextBoolean()) Thread.sleep(Duration.ofMillis(random.nextInt(100)));
        write(random.nextInt(3));
        out.close();
        out = open();
    }

    /// Copies the file, and begins the copy.
    void copy() throws IOException {
        makeRoom();
        Files.copy(path, rotated(1), StandardCopyOption.REPLACE_EXISTING);
    }

    void truncate() throws IOException {
        Files.write(path, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    }

    private void copyAndTruncate() throws IOException {
        Files.copy(path, rotated(1));
        int before = written.size();
        write(random.nextInt(3));
        mayBeLost.addAll(written.subList(before, written.size()));
        truncate();
    }

    private void write(int lines) throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            String next = path.getFileName() + " " + file + " " + ++line + REST;
            written.add(next);
            text.append(next).append('\n');
        }
        out.write(text.toString().getBytes(UTF_8));
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path rotated(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
