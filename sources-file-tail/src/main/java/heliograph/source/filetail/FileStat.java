package heliograph.source.filetail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/// What the file system says of a path now, symbolic links followed.
///
/// @param modified when its bytes changed last; may be set by anybody
/// @param changed when its bytes, its size or what is said of it changed last; only the kernel sets
///     it
record FileStat(
        FileIdentity identity, long size, Instant modified, Instant changed, boolean isRegular) {
    private static final String ATTRIBUTES =
            "unix:dev,ino,creationTime,lastModifiedTime,ctime,size,isRegularFile";

    static FileStat of(Path path) throws IOException {
        Map<String, Object> stat = Files.readAttributes(path, ATTRIBUTES);
        var inode = new FileIdentity.Inode((long) get(stat, "dev"), (long) get(stat, "ino"));
        return new FileStat(
                new FileIdentity(inode, time(stat, "creationTime")),
                (long) get(stat, "size"),
                time(stat, "lastModifiedTime"),
                time(stat, "ctime"),
                (boolean) get(stat, "isRegularFile"));
    }

    /// Where a file system keeps no births, Java says the last modification in their place.
    boolean showsThatBirthsAreKept() {
        return !identity.birth().equals(modified);
    }

    private static Instant time(Map<String, Object> stat, String name) {
        return ((FileTime) get(stat, name)).toInstant();
    }

    private static Object get(Map<String, Object> stat, String name) {
        return Objects.requireNonNull(stat.get(name), name);
    }
}
