package heliograph.journal;

import static java.lang.System.Logger.Level.WARNING;

import org.sqlite.SQLiteJDBCLoader;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// SQLite's native library. The driver unpacks it into the directory for temporary files and
/// deletes it when the process ends by itself: each hub that is killed would leave one there.
public final class SqliteLibrary {
    private static final System.Logger LOGGER = System.getLogger(SqliteLibrary.class.getName());
    private static final String PLACE = "org.sqlite.tmpdir"; // the driver's own setting

    private SqliteLibrary() {}

    /// Loads it from a directory that is gone when this returns: what is loaded needs its file no
    /// more. To be called before anything is opened. Leaves alone what the driver was told.
    ///
    /// @throws JournalException when this system does not take it
    public static void load() {
        if (System.getProperty(PLACE) != null) return;
        try {
            Path directory = Files.createTempDirectory("heliograph-sqlite-");
            System.setProperty(PLACE, directory.toString());
            try {
                SQLiteJDBCLoader.initialize();
            } finally {
                System.clearProperty(PLACE);
                delete(directory);
            }
        } catch (Exception e) {
            throw new JournalException(
                    "SQLite cannot be loaded: %s; it needs a directory for temporary files from"
                                    .formatted(e.getMessage())
                            + " which programs may be run (-Dorg.sqlite.tmpdir=…)",
                    e);
        }
    }

    private static void delete(Path directory) {
        try {
            File[] files = directory.toFile().listFiles();
            if (files != null) for (File file : files) Files.deleteIfExists(file.toPath());
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            LOGGER.log(WARNING, directory + " could not be deleted: " + e.getMessage());
        }
    }
}
