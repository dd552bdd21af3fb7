package heliograph.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;

/// One row for each commit, or one row for each message? Writes 500-byte messages into SQLite both
/// ways with an fsync for each commit (write-ahead log, `synchronous=FULL`), reads them back, and
/// prints a line for each size of commit. Rounds alternate, so that both meet the same disk.
final class JournalShape {
    private static final int MESSAGE = 500; // bytes
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration MEASURED = Duration.ofSeconds(3);
    private static final List<Integer> COMMITS =
            List.of(500, 4 << 10, 64 << 10, 256 << 10); // bytes

    /// How the messages of one commit are laid into rows.
    private enum Shape {
        BLOCK {
            @Override
            int rows(int messages) {
                return 1;
            }
        },
        ROWS {
            @Override
            int rows(int messages) {
                return messages;
            }
        };

        abstract int rows(int messages);
    }

    /// @param commits the time of each, in nanoseconds, shortest first
    private record Result(double messages, List<Long> commits, double replay) {
        double percentile(double p) {
            return commits.get((int) ((commits.size() - 1) * p)) / 1e6;
        }
    }

    private JournalShape() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(
                "commit     shape   messages/s    MB/s   p50 ms   p99 ms   max ms   replay MB/s");
        for (int commit : COMMITS) {
            for (Shape shape : Shape.values()) {
                Path directory = Files.createTempDirectory(Path.of("."), "journal-shape");
                try {
                    print(commit, shape, measure(directory, shape, Math.max(1, commit / MESSAGE)));
                } finally {
                    delete(directory);
                }
            }
        }
    }

    private static void print(int commit, Shape shape, Result result) {
        System.out.printf(
                "%6d B   %-6s %11.0f %7.1f %8.2f %8.2f %8.2f %13.0f%n",
                commit,
                shape,
                result.messages(),
                result.messages() * MESSAGE / 1e6,
                result.percentile(0.5),
                result.percentile(0.99),
                result.percentile(1),
                result.replay());
    }

    private static Result measure(Path directory, Shape shape, int messages) throws SQLException {
        String url = "jdbc:sqlite:" + directory.resolve("journal.db");
        try (Connection connection = DriverManager.getConnection(url)) {
            prepare(connection);
            write(connection, shape, messages, WARM_UP);
            long[] commits = write(connection, shape, messages, MEASURED);
            double seconds = Arrays.stream(commits).sum() / 1e9;
            Arrays.sort(commits);
            return new Result(
                    commits.length * messages / seconds,
                    Arrays.stream(commits).boxed().toList(),
                    replay(connection));
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode=wal");
            statement.execute("pragma synchronous=full");
            statement.execute("pragma cache_size=-8192");
            statement.execute("pragma wal_autocheckpoint=4000");
            statement.execute(
                    "create table entry(first integer primary key, count integer, received integer,"
                            + " crc integer, body blob)");
        }
        connection.setAutoCommit(false);
    }

    /// The time of each commit, in nanoseconds.
    private static long[] write(Connection connection, Shape shape, int messages, Duration duration)
            throws SQLException {
        int rows = shape.rows(messages);
        byte[] body = "x".repeat(MESSAGE * messages / rows).getBytes(UTF_8);
        long[] commits = new long[1 << 20];
        int count = 0;
        long end = System.nanoTime() + duration.toNanos();
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into entry(count, received, crc, body) values(?,?,?,?)")) {
            while (System.nanoTime() < end && count < commits.length) {
                long began = System.nanoTime();
                for (int row = 0; row < rows; row++) insert(insert, messages / rows, body);
                connection.commit();
                commits[count++] = System.nanoTime() - began;
            }
        }
        return Arrays.copyOf(commits, count);
    }

    private static void insert(PreparedStatement insert, int count, byte[] body)
            throws SQLException {
        CRC32C crc = new CRC32C();
        crc.update(body);
        insert.setInt(1, count);
        insert.setLong(2, System.currentTimeMillis());
        insert.setLong(3, crc.getValue());
        insert.setBytes(4, body);
        insert.executeUpdate();
    }

    /// Megabytes of messages read back in a second.
    private static double replay(Connection connection) throws SQLException {
        long began = System.nanoTime();
        long bytes = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select body from entry order by first")) {
            while (rows.next()) bytes += rows.getBytes(1).length;
        }
        return bytes / 1e6 / ((System.nanoTime() - began) / 1e9);
    }

    private static void delete(Path directory) throws Exception {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
