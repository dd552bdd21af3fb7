package heliograph.journal;

import java.nio.file.Path;

/// Where a journal is, and how much of it is kept.
///
/// @param directory made if it is not there
/// @param origin whether a new epoch must begin, because it was put back from a backup
public record JournalConfig(Path directory, Retention retention, Origin origin) {

    /// Whether it is the journal that was written here, or was put back from a backup.
    public enum Origin {
        OWN,
        RESTORED
    }

    /// Keeps everything.
    public static JournalConfig in(Path directory) {
        return new JournalConfig(directory, Retention.UNLIMITED, Origin.OWN);
    }
}
