package heliograph.source.filetail;

import heliograph.source.filetail.Siblings.Sibling;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// Decides whether a file beside a path is one that the path has shown and that nobody has read.
final class Rotated {
    private final Path path;
    private final KnownFiles known;
    private final Instant since;

    /// @param since when the path was last looked at
    Rotated(Path path, KnownFiles known, Instant since) {
        this.path = path;
        this.known = known;
        this.since = since;
    }

    boolean isOurs(Sibling sibling) throws IOException, InterruptedException {
        Optional<OpenFile> opened = OpenFile.open(sibling.path(), sibling.stat());
        if (opened.isEmpty()) return false;
        try (OpenFile file = opened.get()) {
            Optional<FileIdentity> identity = known.find(sibling.stat().identity(), file);
            if (identity.isPresent()) return known.of(path).contains(identity.get());
            return wasMissed(sibling) && !isCopy(file);
        }
    }

    /// It was born after the last look, and has been rotated already.
    private boolean wasMissed(Sibling sibling) {
        return Siblings.isRotated(path, sibling.path())
                && !sibling.stat().identity().birth().isBefore(since);
    }

    /// Whether it holds again what was read already: somebody copied the file. Too little of it
    /// proves nothing.
    private boolean isCopy(OpenFile file) throws IOException, InterruptedException {
        for (FileIdentity identity : known.of(path)) {
            FileCheckpoint reached = known.get(identity).orElseThrow();
            if (reached.offset() >= Marker.LONGEST && reached.matches(file)) return true;
        }
        return false;
    }
}
