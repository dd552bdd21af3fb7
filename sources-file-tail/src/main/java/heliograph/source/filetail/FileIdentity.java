package heliograph.source.filetail;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which generation: one incarnation of a file's bytes, wherever it was moved.
///
/// An inode alone is reused at once by the next file; together with its birth it is not. While we
/// hold a file open its [Inode] alone is enough, because it cannot be reused.
///
/// @param birth the file's time of creation; where the file system keeps none, of its last change
record FileIdentity(Inode inode, Instant birth) {
    private static final Pattern TEXT = Pattern.compile("dev=(\\d+),ino=(\\d+),birth=(.+)");

    /// A place on a disk.
    record Inode(long device, long number) {}

    static Optional<FileIdentity> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) return Optional.empty();
        var inode = new Inode(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        return Optional.of(new FileIdentity(inode, Instant.parse(matcher.group(3))));
    }

    /// What names it among the checkpoints.
    String part() {
        return "dev=%d,ino=%d,birth=%s".formatted(inode.device, inode.number, birth);
    }
}
