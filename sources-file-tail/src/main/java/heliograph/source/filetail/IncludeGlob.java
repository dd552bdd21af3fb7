package heliograph.source.filetail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One `include`: an absolute path whose names may be globs, where `**` stands for any number of
/// directories, also none.
///
/// As in a shell, `*` finds no name that begins with a dot, and a file that bears the very name of
/// the pattern is found too. `**` does not go through symbolic links, which may be circles.
final class IncludeGlob {
    private static final String ANY_DEPTH = "**";

    private final Path root;
    private final List<Segment> segments;

    /// Told by [#expand] what it finds.
    interface Finds {
        void path(Path path);

        /// A directory in which files may appear.
        void directory(Path directory);

        void trouble(Path directory, IOException why);
    }

    private IncludeGlob(Path root, List<Segment> segments) {
        this.root = root;
        this.segments = segments;
    }

    static IncludeGlob of(String text) {
        Path path = Path.of(text).toAbsolutePath();
        List<Segment> segments = new ArrayList<>();
        for (Path name : path) {
            if (!name.toString().equals(".")) segments.add(Segment.of(name.toString()));
        }
        if (segments.isEmpty() || segments.getLast().text.equals(ANY_DEPTH)) {
            segments.add(Segment.of("*"));
        }
        return new IncludeGlob(path.getRoot(), List.copyOf(segments));
    }

    boolean isLiteral() {
        return segments.stream().noneMatch(Segment::isGlob);
    }

    /// The pattern taken by its letters.
    Path literally() {
        Path path = root;
        for (Segment segment : segments) path = path.resolve(segment.text);
        return path;
    }

    void expand(Disk disk, Finds finds) {
        if (!isLiteral() && Files.exists(literally())) finds.path(literally());
        expand(disk, root, 0, finds);
    }

    boolean matches(Path path) {
        return path.equals(literally()) || matches(path, 0, 0);
    }

    private void expand(Disk disk, Path directory, int index, Finds finds) {
        Segment segment = segments.get(index);
        boolean last = index == segments.size() - 1;
        if (last) finds.directory(directory);
        if (!segment.isGlob()) {
            Path path = directory.resolve(segment.text);
            if (last) finds.path(path);
            else expand(disk, path, index + 1, finds);
            return;
        }
        if (!last) finds.directory(directory);
        boolean anyDepth = segment.text.equals(ANY_DEPTH);
        if (anyDepth) expand(disk, directory, index + 1, finds);
        for (Path entry : list(disk, directory, finds)) {
            if (!segment.matches(entry.getFileName())) continue;
            if (last) finds.path(entry);
            else if (anyDepth && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                expand(disk, entry, index, finds);
            } else if (!anyDepth && Files.isDirectory(entry)) {
                expand(disk, entry, index + 1, finds);
            }
        }
    }

    private static List<Path> list(Disk disk, Path directory, Finds finds) {
        try {
            return disk.listIfThere(directory);
        } catch (IOException e) {
            finds.trouble(directory, e);
            return List.of();
        }
    }

    private boolean matches(Path path, int name, int index) {
        if (index == segments.size()) return name == path.getNameCount();
        Segment segment = segments.get(index);
        if (segment.text.equals(ANY_DEPTH) && matches(path, name, index + 1)) return true;
        if (name == path.getNameCount() || !segment.matches(path.getName(name))) return false;
        return matches(path, name + 1, segment.text.equals(ANY_DEPTH) ? index : index + 1);
    }

    /// One name of the pattern.
    private record Segment(String text, NameGlobs glob) {
        static Segment of(String text) {
            return new Segment(text, NameGlobs.of(List.of(text)));
        }

        boolean isGlob() {
            return text.chars().anyMatch(c -> "*?[{\\".indexOf(c) >= 0);
        }

        boolean matches(Path name) {
            if (name.toString().startsWith(".") && !text.startsWith(".")) return false;
            return isGlob() ? glob.match(name) : text.equals(name.toString());
        }
    }
}
