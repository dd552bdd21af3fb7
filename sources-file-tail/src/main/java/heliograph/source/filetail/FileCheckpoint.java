package heliograph.source.filetail;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How far one generation has been read, and how to know it again. Kept by the hub as a text like
/// `offset=60 head=60:9f3a22c1 marker=6f6e650a at=… flags= lost=0 finished= path=/var/log/app.log`.
///
/// @param path the path that first showed it, where its successors appear
/// @param offset before it, everything is published
/// @param readAt when that was read, so when it was still there
/// @param skipping whether the offset is within a line that was too long and is skipped
/// @param birthMoves whether its file system keeps no births, see [FileIdentity]
/// @param lost bytes that were gone before they were read, as far as their number is known
/// @param finished when it was read to its end after it had left its path
record FileCheckpoint(
        Path path,
        long offset,
        Fingerprint head,
        Marker marker,
        Instant readAt,
        boolean skipping,
        boolean birthMoves,
        long lost,
        Optional<Instant> finished) {

    static FileCheckpoint beginning(Path path) {
        return at(path, 0, Fingerprint.NONE, Marker.NONE, false);
    }

    static FileCheckpoint at(
            Path path, long offset, Fingerprint head, Marker marker, boolean skipping) {
        return new FileCheckpoint(
                path, offset, head, marker, Instant.EPOCH, skipping, false, 0, Optional.empty());
    }

    FileCheckpoint reaching(long offset, Fingerprint head, Marker marker, boolean skipping) {
        return new FileCheckpoint(
                path, offset, head, marker, readAt, skipping, birthMoves, lost, Optional.empty());
    }

    FileCheckpoint readAt(Instant when) {
        return new FileCheckpoint(
                path, offset, head, marker, when, skipping, birthMoves, lost, finished);
    }

    /// Its file is open again.
    FileCheckpoint unfinished() {
        return reaching(offset, head, marker, skipping);
    }

    FileCheckpoint fromTheBeginning(long moreLost) {
        return new FileCheckpoint(
                path,
                0,
                Fingerprint.NONE,
                Marker.NONE,
                Instant.EPOCH,
                false,
                birthMoves,
                lost + moreLost,
                Optional.empty());
    }

    /// The same place in a copy, which lost nothing, and may not have all of the head.
    FileCheckpoint in(OpenFile copy) throws IOException, InterruptedException {
        return at(path, offset, Fingerprint.of(copy, copy.size()), marker, skipping);
    }

    FileCheckpoint withoutBirth() {
        return new FileCheckpoint(
                path, offset, head, marker, readAt, skipping, true, lost, finished);
    }

    FileCheckpoint finishedAt(Instant now) {
        return new FileCheckpoint(
                path, offset, head, marker, readAt, skipping, birthMoves, lost, Optional.of(now));
    }

    /// Whether a file holds, up to the offset, what was read here.
    boolean matches(OpenFile file) throws IOException, InterruptedException {
        return file.size() >= offset
                && Marker.before(offset, file).equals(marker)
                && head.matches(file);
    }

    /// Whether a copy of the file holds what was read here. It may have been made before all of the
    /// head was there.
    boolean goesOnIn(OpenFile copy) throws IOException, InterruptedException {
        if (copy.size() >= head.length()) return matches(copy);
        return copy.size() >= offset
                && Marker.before(offset, copy).equals(marker)
                && head.beginsLike(Fingerprint.read(copy));
    }

    /// Whether a file may be a copy of this one, made when less was there than was read since.
    boolean mayCover(OpenFile file) throws IOException, InterruptedException {
        return file.size() < offset && head.beginsLike(Fingerprint.read(file));
    }

    /// Whether there is enough of what was read to know a copy by it: less proves nothing.
    boolean provesCopies() {
        return Math.max(offset, head.length()) >= Marker.LONGEST;
    }

    FileCheckpoint withHead(Fingerprint seen) {
        return reaching(offset, seen, marker, skipping);
    }

    String text() {
        return "offset=%d head=%s marker=%s at=%s flags=%s lost=%d finished=%s path=%s"
                .formatted(
                        offset,
                        head.text(),
                        marker.hex(),
                        readAt,
                        (skipping ? "s" : "") + (birthMoves ? "b" : ""),
                        lost,
                        finished.map(Instant::toString).orElse(""),
                        path);
    }

    /// A path that cannot be written here any more, as the locale is another, was only where the
    /// file was seen.
    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException _) {
            return Path.of(text.replaceAll("[^\\x20-\\x7e]", "?"));
        }
    }

    static FileCheckpoint parse(String text) {
        int path = text.indexOf(" path=");
        if (path < 0) throw new IllegalArgumentException("not a checkpoint of a file: " + text);
        Map<String, String> fields = new HashMap<>();
        for (String field : text.substring(0, path).split(" ", -1)) {
            int equals = field.indexOf('=');
            fields.put(field.substring(0, equals), field.substring(equals + 1));
        }
        String flags = fields.getOrDefault("flags", "");
        String finished = fields.getOrDefault("finished", "");
        return new FileCheckpoint(
                path(text.substring(path + " path=".length())),
                Long.parseLong(fields.getOrDefault("offset", "0")),
                Fingerprint.parse(fields.getOrDefault("head", "0")),
                new Marker(fields.getOrDefault("marker", "")),
                Instant.parse(fields.getOrDefault("at", "1970-01-01T00:00:00Z")),
                flags.contains("s"),
                flags.contains("b"),
                Long.parseLong(fields.getOrDefault("lost", "0")),
                finished.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(finished)));
    }
}
