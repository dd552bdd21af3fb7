package heliograph.source.filetail;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/// Globs that are matched against the last name of a path, whatever its directory.
record NameGlobs(List<PathMatcher> globs) {
    static NameGlobs of(List<String> texts) {
        return new NameGlobs(texts.stream().map(NameGlobs::glob).toList());
    }

    static PathMatcher glob(String text) {
        return FileSystems.getDefault().getPathMatcher("glob:" + text);
    }

    boolean match(Path path) {
        Path name = path.getFileName();
        return name != null && globs.stream().anyMatch(glob -> glob.matches(name));
    }
}
