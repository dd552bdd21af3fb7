package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.HubProcess.Outcome;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `./heliograph journal …` beside a hub that runs, and without one.
class JournalCommandIT {
    @TempDir Path home;
    private Path commands; // where they run: their output stands there
    private Path backups;

    @BeforeEach
    void makeFolders() throws IOException {
        commands = Files.createDirectory(home.resolve("commands"));
        backups = Files.createDirectory(home.resolve("backups"));
    }

    @Test
    void aBackupTakenWhilePublishingIsRestoredWithEveryMessageUpToItUnderItsId() throws Exception {
        Path copy = backups.resolve("copy.db");
        Map<String, String> before;
        try (HubProcess hub = HubProcess.start(home)) {
            List<Publisher> publishers =
                    List.of(Publisher.start(hub, "first"), Publisher.start(hub, "second"));
            for (Publisher publisher : publishers) publisher.await(50);
            before = hub.journal();

            Outcome backup = run("journal", "backup", copy.toString(), "--data", data());

            assertThat(backup.errors()).isEmpty();
            assertThat(backup.exitCode()).isZero();
            assertThat(backup.output())
                    .matches("%s: \\d+ messages, offsets 1 to \\d+, \\d+ bytes\n".formatted(copy));
            for (Publisher publisher : publishers) publisher.await(10); // it went on
            hub.kill();
        }
        assertThat(Files.getPosixFilePermissions(copy)).hasSize(2); // nobody else reads it

        assertRestores(copy, before, "plain");
        assertRestores(copy, before, "with the option", "--restored");
    }

    /// Every message is there under its id, and what comes after has an id of another epoch.
    private void assertRestores(
            Path copy, Map<String, String> before, String name, String... options)
            throws Exception {
        Path elsewhere = Files.createDirectory(home.resolve(name));
        Files.createDirectory(elsewhere.resolve("data"));
        Files.copy(copy, elsewhere.resolve("data/journal.db"));
        try (HubProcess restored = HubProcess.start(elsewhere, options)) {
            Map<String, String> journal = restored.journal();
            assertThat(journal).containsAllEntriesOf(before);
            String answer = restored.post("/ingest/test", "after").body();
            String id = TestHub.object(answer).getString("first");
            String oldEpoch = journal.keySet().iterator().next().replaceFirst("-.*", "-");
            assertThat(id).doesNotStartWith(oldEpoch);
            assertThat(restored.journal()).containsAllEntriesOf(journal).containsEntry(id, "after");
        }
    }

    @Test
    void aFileThatIsThereIsNotReplacedByABackup() throws Exception {
        Path file = Files.writeString(backups.resolve("copy.db"), "precious");
        try (HubProcess hub = HubProcess.start(home)) {
            hub.post("/ingest/test", "one");
            assertRefused("is there already", "journal", "backup", file.toString());
        }
        assertThat(file).hasContent("precious");
        assertThat(filesIn(backups)).containsExactly(file);
    }

    @Test
    void aBackupThatCannotBeWrittenLeavesNothing() throws Exception {
        try (HubProcess hub = HubProcess.start(home)) {
            hub.post("/ingest/test", "one");
            Path missing = backups.resolve("missing/copy.db");
            assertRefused(missing.toString(), "journal", "backup", missing.toString());
        }
        assertThat(filesIn(backups)).isEmpty();
    }

    @Test
    void theJournalOfARunningHubIsChecked() throws Exception {
        try (HubProcess hub = HubProcess.start(home)) {
            hub.post("/ingest/test", "one");
            hub.post("/ingest/test", "two");
            Outcome check = run("journal", "check", "--data", data());
            assertThat(check.errors()).isEmpty();
            assertThat(check.exitCode()).isZero();
            assertThat(check.output())
                    .contains("journal.db: 2 messages, offsets 1 to 2\n")
                    .containsPattern("epochs: [a-z0-9]{4} from offset 1\n")
                    .endsWith("the journal is good\n");
        }
    }

    @Test
    void aMessageThatWasAlteredIsFound() throws Exception {
        publish("one", "two", "three");
        execute("update block set body = replace(body, 'two', 'owt') where first = 2");
        Outcome check = assertDamaged();
        assertThat(check.output())
                .contains("3 messages", "offset 2 is damaged\n")
                .endsWith("the journal is damaged: 1 of 3 messages\n");
    }

    @Test
    void anOldestMessageThatIsDamagedAltogetherIsFound() throws Exception {
        publish("one", "two", "three");
        execute("update block set received = received + 1 where first = 1");
        assertThat(assertDamaged().output())
                .contains("offset 1 is missing, or damaged altogether\n");
    }

    @Test
    void messagesThatAreMissingAreFound() throws Exception {
        publish("one", "two", "three");
        execute("delete from block where first = 2");
        assertThat(assertDamaged().output())
                .contains("offset 2 is missing, or damaged altogether\n");
    }

    @Test
    void messagesThatWereLostEarlierAreListedAndAreNoDamageOfNow() throws Exception {
        publish("one", "two", "three", "four", "five");
        execute("delete from block where first in (2, 3)");
        assertDamaged();
        execute("insert into hole values (2, 3)"); // as a start that met damage notes it
        Outcome check = run("journal", "check", "--data", data());
        assertThat(check.output())
                .contains("lost earlier: offsets 2 to 3\n")
                .endsWith("what the journal has is good; 2 messages were lost earlier\n");
        assertThat(check.exitCode()).isZero();
    }

    @Test
    void aFileThatSqliteCannotReadToItsEndIsDamaged() throws Exception {
        publish(Stream.generate(() -> "x".repeat(12_000)).limit(30).toArray(String[]::new));
        Path file = Path.of(data(), "journal.db");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length / 2; i < bytes.length / 2 + 8192; i++) bytes[i] = 0;
        Files.write(file, bytes);
        assertDamaged();
    }

    @Test
    void whereSqliteGivesUpTheMessagesAreLookedAtAllTheSame() throws Exception {
        publish(Stream.generate(() -> "x".repeat(12_000)).limit(30).toArray(String[]::new));
        Path file = Path.of(data(), "journal.db");
        byte[] bytes = Files.readAllBytes(file);
        int pageSize = 16 << 10;
        int page =
                bytes.length
                        / pageSize
                        / 2
                        * pageSize; // one in the middle, which holds one message
        Arrays.fill(bytes, page, page + pageSize, (byte) 0);
        Files.write(file, bytes);
        assertThat(assertDamaged().output())
                .contains("journal.db: 29 messages, offsets 1 to 30\n")
                .containsPattern("epochs: [a-z0-9]{4} from offset 1\n")
                .containsPattern("offset \\d+ is missing, or damaged altogether\n")
                .endsWith("the journal is damaged: 1 of 29 messages\n");
    }

    @Test
    void whereThereIsNoJournalThatIsSaid() throws Exception {
        assertRefused("there is no journal", "journal", "check");
        assertRefused("there is no journal", "journal", "backup", "copy.db");
        assertThat(Path.of(data())).doesNotExist();
    }

    @Test
    void anIncompleteCommandIsToldWhatIsMissing() throws Exception {
        assertRefused("journal backup FILE  or  journal check", "journal");
        assertRefused("FILE", "journal", "backup");
        assertRefused("./journal", "some.log", "journal", "check");
    }

    @Test
    void aFileNamedJournalCanStillBeTailed() throws Exception {
        Files.writeString(home.resolve("journal"), "a line\n");
        try (HubProcess hub = HubProcess.start(home, "./journal")) {
            assertThat(hub.source("journal").getString("type")).isEqualTo("file-tail");
        }
    }

    /// Publishes with a hub that then stops.
    private void publish(String... texts) throws Exception {
        try (HubProcess hub = HubProcess.start(home)) {
            for (String text : texts) hub.post("/ingest/test", text);
            hub.terminate();
        }
    }

    private Outcome assertDamaged() throws Exception {
        Outcome check = run("journal", "check", "--data", data());
        assertThat(check.errors()).isEmpty();
        assertThat(check.output()).contains("the journal is damaged: ");
        assertThat(check.exitCode()).isEqualTo(1);
        return check;
    }

    private void assertRefused(String why, String... arguments) throws Exception {
        String[] withData =
                Stream.concat(Stream.of("--data", data()), Stream.of(arguments))
                        .toArray(String[]::new);
        Outcome outcome = run(withData);
        assertThat(outcome.errors()).startsWith("heliograph: ").contains(why).hasLineCount(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    private Outcome run(String... arguments) throws Exception {
        return HubProcess.run(commands, Map.of(), arguments);
    }

    private String data() {
        return home.resolve("data").toString();
    }

    private void execute(String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + data() + "/journal.db");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
