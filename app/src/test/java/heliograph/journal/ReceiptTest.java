package heliograph.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.PublishFailed;
import heliograph.source.testkit.MovableClock;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

class ReceiptTest {
    private static final SourceKey SOURCE = new SourceKey("app", "http");

    @TempDir Path directory;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T15:00:00Z"));
    private Journal journal;

    @BeforeEach
    void open() {
        journal = Journal.open(directory, clock, new PrometheusRegistry());
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void aReceiptCountsTheMessagesItCameWith() throws Exception {
        append(3, empty("other"));
        append(2, empty("k"));
        assertAccepted(find("k").orElseThrow(), 2, 4, 5);
        append(1, empty("another"));
        append(2, find("k").orElseThrow());
        assertAccepted(find("k").orElseThrow(), 4, 4, 8);
        close();
        open();
        assertAccepted(find("k").orElseThrow(), 4, 4, 8);
    }

    @Test
    void aReceiptMayComeAlone() throws Exception {
        append(0, new Receipt("k", 7, "abc", true, Accepted.NOTHING));
        assertThat(find("k")).hasValue(new Receipt("k", 7, "abc", true, Accepted.NOTHING));
        assertThat(journal.newest()).isZero();
    }

    @Test
    void aReceiptIsThereOnlyIfItsMessagesAre() throws Exception {
        execute(
                "create trigger full before insert on block"
                        + " begin select raise(abort, 'no space left'); end");
        assertThatThrownBy(() -> append(1, empty("k"))).isInstanceOf(PublishFailed.class);
        assertThat(find("k")).isEmpty();
    }

    @Test
    void aKeyIsOverAfterADay() throws Exception {
        append(1, empty("k"));
        clock.advance(Receipt.KEPT);
        assertThat(find("k")).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(find("k")).isEmpty();
        append(1, empty("k"));
        assertAccepted(find("k").orElseThrow(), 1, 2, 2);
    }

    @Test
    void keysThatAreOverAreForgottenAlthoughNoOthersCome() throws Exception {
        for (int i = 0; i < 250; i++) append(1, empty("k" + i));
        clock.advance(Receipt.KEPT.plusMillis(1));
        for (int left : List.of(150, 50, 0)) {
            append(1);
            assertThat(count()).isEqualTo(left);
            append(1);
            assertThat(count()).as("only one look a minute").isEqualTo(left);
            clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void ofTooManyKeysTheOldestAreOverEarlier() throws Exception {
        try (Connection second = connect();
                ReceiptTable table = new ReceiptTable(second, 300)) {
            for (int i = 0; i < 1_000; i++) {
                table.keep(List.of(batch(0, Optional.of(empty("k" + i)))), clock.instant());
                clock.advance(Duration.ofSeconds(10));
            }
        }
        assertThat(count()).isBetween(300, 300 + 60); // those of ten minutes may be too many
        assertThat(find("k0")).isEmpty();
        assertThat(find("k999")).isPresent();
    }

    private void append(int messages, Receipt receipt) throws InterruptedException {
        append(messages, Optional.of(receipt));
    }

    private void append(int messages) throws InterruptedException {
        append(messages, Optional.empty());
    }

    private void append(int messages, Optional<Receipt> receipt) throws InterruptedException {
        journal.append(batch(messages, receipt));
    }

    private static Batch batch(int messages, Optional<Receipt> receipt) {
        byte[] line = "{\"time\":\"%s\"}\n".formatted(" ".repeat(24)).getBytes(UTF_8);
        byte[] lines = new byte[line.length * messages];
        int[] ends = new int[messages];
        int[] holes = new int[messages];
        for (int i = 0; i < messages; i++) {
            System.arraycopy(line, 0, lines, i * line.length, line.length);
            ends[i] = (i + 1) * line.length;
            holes[i] = i * line.length + "{\"time\":\"".length();
        }
        return new Batch(lines, ends, holes, SOURCE, List.of(), receipt);
    }

    private static Receipt empty(String key) {
        return new Receipt(key, 0, "", false, Accepted.NOTHING);
    }

    private Optional<Receipt> find(String key) throws InterruptedException {
        return journal.receipt(SOURCE.name(), key, clock.instant());
    }

    private static void assertAccepted(Receipt receipt, long count, long first, long last) {
        assertThat(receipt.accepted())
                .isEqualTo(new Accepted(count, OptionalLong.of(first), OptionalLong.of(last)));
    }

    private int count() throws SQLException {
        try (Connection second = connect();
                Statement statement = second.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from receipt")) {
            return row.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection second = connect();
                Statement statement = second.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
    }
}
