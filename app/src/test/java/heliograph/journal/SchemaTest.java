package heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// What the promise "answered is on disk" hangs on.
class SchemaTest {
    @TempDir Path directory;

    @Test
    void theWritersConnectionIsDurable() throws Exception {
        try (Connection connection = JournalFile.in(directory).writable()) {
            assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(connection, "synchronous")).as("full").isEqualTo("2");
            assertThat(pragma(connection, "fullfsync")).isEqualTo("1");
            assertThat(pragma(connection, "locking_mode")).isEqualTo("normal");
        }
    }

    /// SQLite ignores silently what it cannot do; a database in memory cannot have a log.
    @Test
    void whatSqliteDoesNotTakeIsRefusedAtStart() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            assertThatThrownBy(() -> Schema.prepare(connection))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("does not take journal_mode=wal (it stays memory)")
                    .hasMessageContaining("use a local disk");
        }
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("pragma " + name)) {
            result.next();
            return result.getString(1);
        }
    }
}
