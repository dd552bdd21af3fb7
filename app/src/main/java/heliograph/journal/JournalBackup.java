package heliograph.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;

/// A consistent copy of a journal, taken while its hub runs or when none does: everything up to one
/// commit. The copy is whole and on disk before it has its name, so what has that name is a backup.
public final class JournalBackup {

    /// What was copied.
    ///
    /// @param bytes the size of the copy
    public record Copy(JournalStock stock, long bytes) {}

    private JournalBackup() {}

    /// Copies the journal of a directory to a file that is not there yet.
    ///
    /// It reads from one moment on, and until it is done the write-ahead log keeps all that is
    /// published meanwhile.
    ///
    /// @throws JournalException when the file is there, or the copy could not be made; then nothing
    ///     has the file's name
    public static Copy take(Path directory, Path file) {
        JournalFile journal = JournalFile.existing(directory);
        Path target = file.toAbsolutePath();
        if (Files.exists(target)) throw thereAlready(target);
        Path folder = Objects.requireNonNullElse(target.getParent(), target);
        try {
            Path unfinished = Files.createTempFile(folder, target.getFileName() + ".", ".part");
            unfinished.toFile().deleteOnExit(); // whoever stops the command
            try {
                JournalStock stock = copy(journal, unfinished);
                force(unfinished);
                Files.move(unfinished, target); // does not replace
                force(folder);
                return new Copy(stock, Files.size(target));
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (FileAlreadyExistsException _) {
            throw thereAlready(target);
        } catch (IOException e) {
            throw new JournalException("cannot write the backup " + target + ": " + e, e);
        } catch (SQLException e) {
            throw new JournalException(
                    "%s cannot be copied to %s: %s; see  ./heliograph journal check"
                            .formatted(journal.path().toAbsolutePath(), target, e.getMessage()),
                    e);
        }
    }

    private static JournalException thereAlready(Path target) {
        return new JournalException(target + " is there already; give the backup another name");
    }

    private static JournalStock copy(JournalFile journal, Path file) throws SQLException {
        try (Connection connection = journal.readOnly()) {
            Schema.refuseOthers(connection);
            try (PreparedStatement copy = connection.prepareStatement("vacuum into ?")) {
                copy.setString(1, file.toString());
                copy.execute();
            }
        }
        try (Connection connection = new JournalFile(file).readOnly()) {
            return JournalStock.of(connection);
        }
    }

    /// Waits until a file, or the names in a directory, are on disk.
    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
