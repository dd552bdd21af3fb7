package heliograph.source.filetail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;

/// What the file system says of a path now, symbolic links followed.
record FileStat(FileIdentity identity, long size, boolean isRegular) {

    static FileStat of(Path path) throws IOException {
        Map<String, Object> stat =
                Files.readAttributes(path, "unix:dev,ino,creationTime,size,isRegularFile");
        var inode = new FileIdentity.Inode((long) get(stat, "dev"), (long) get(stat, "ino"));
        var birth = ((FileTime) get(stat, "creationTime")).toInstant();
        return new FileStat(
                new FileIdentity(inode, birth),
                (long) get(stat, "size"),
                (boolean) get(stat, "isRegularFile"));
    }

    private static Object get(Map<String, Object> stat, String name) {
        return Objects.requireNonNull(stat.get(name), name);
    }
}
