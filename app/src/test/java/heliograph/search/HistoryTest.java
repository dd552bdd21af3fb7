package heliograph.search;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.broadcast.Broadcaster;
import heliograph.journal.Block;
import heliograph.journal.Entry;
import heliograph.journal.Journal;
import heliograph.journal.SourceKey;
import heliograph.query.Filter;
import heliograph.source.Message;
import heliograph.source.testkit.MovableClock;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/// What a search finds is what the filter lets through of all that is kept, whatever the index is
/// like.
class HistoryTest {
    private static final List<String> WORDS =
            List.of(
                    "timeout",
                    "time",
                    "Time",
                    "connection",
                    "refused",
                    "Größe",
                    "straße",
                    "東京",
                    "deploy",
                    "v42",
                    "1.10",
                    "e5",
                    "e\u0301te\u0301",
                    "naïve",
                    "disk",
                    "diskette");
    private static final List<String> SOURCES = List.of("app", "app-2", "nginx", "Cron_1");
    private static final List<String> LEVELS =
            List.of("", "", "debug", "info", "warn", "error", "fatal");

    @TempDir Path directory;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T15:00:00Z"));
    private final Random random = new Random(20261122); // the same messages every time
    private Journal journal;
    private Broadcaster broadcaster;

    @BeforeEach
    void open() {
        journal = Journal.open(directory, clock, new PrometheusRegistry());
        broadcaster = new Broadcaster(journal, 1 << 20, new PrometheusRegistry());
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void aSearchFindsWhatTheFilterLetsThroughOfAllThatIsKept() throws Exception {
        publishRandomly(3_000);
        try (SearchIndex index = openIndex()) {
            awaitIndexed(index);
            publishRandomly(150); // behind the index
            assertThatSearchesAreComplete(index, 150);
        }
    }

    @Test
    void aSearchWithoutAnIndexFindsTheSame() throws Exception {
        Files.createDirectory(directory.resolve("search.db")); // no file can be made there
        publishRandomly(1_000);
        try (SearchIndex index = openIndex()) {
            assertThatSearchesAreComplete(index, 50);
            assertThat(index.lag()).isEqualTo(1_000);
        }
    }

    @Test
    void theCorpusOfQueriesMeansTheSameInThePast() throws Exception {
        List<JsonObject> cases;
        try (JsonReader reader =
                Json.createReader(HistoryTest.class.getResourceAsStream("/query-corpus.json"))) {
            cases =
                    reader.readArray().getValuesAs(JsonObject.class).stream()
                            .filter(one -> one.containsKey("verdict"))
                            .toList();
        }
        for (JsonObject one : cases) publish(one.getJsonObject("message"));
        publishRandomly(200);
        try (SearchIndex index = openIndex()) {
            awaitIndexed(index);
            for (int i = 0; i < cases.size(); i++) {
                Filter filter = filter("", "", cases.get(i).getString("query"));
                List<Long> found = found(index, filter);
                assertThat(found).as(cases.get(i).toString()).isEqualTo(expected(filter));
                assertThat(found.contains(i + 1L))
                        .as(cases.get(i).toString())
                        .isEqualTo(cases.get(i).getBoolean("verdict"));
            }
        }
    }

    /// Under its own source's name, if it has one.
    private void publish(JsonObject message) throws InterruptedException {
        String own = Json.createObjectBuilder(message).remove("source").build().toString();
        publish(message.getString("source", "app"), own);
    }

    @Test
    void aSearchAsksTheIndexAndDoesNotReadEverything() throws Exception {
        publishRandomly(2_000);
        publish("app", "{\"content\":\"needle\"}");
        publishRandomly(2_000);
        try (SearchIndex index = openIndex()) {
            awaitIndexed(index);
            Optional<Candidates> proposed =
                    index.candidates(
                            Terms.match(filter("", "", "needle")).orElseThrow(),
                            new Span(1, 3_900),
                            Order.NEWEST_FIRST,
                            100);
            assertThat(proposed).isPresent();
            assertThat(proposed.get().spans()).hasSize(1);
            assertThat(proposed.get().spans().getFirst())
                    .matches(span -> span.from() <= 2_001 && span.to() >= 2_001);
            assertThat(proposed.get().through()).isEqualTo(1);
        }
    }

    @Test
    void aMessageOfVeryManyWordsIsFoundToo() throws Exception {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 40_000; i++) words.append(" w").append(i);
        publish("app", "{\"content\":\"" + words + "\"}");
        publishRandomly(100);
        try (SearchIndex index = openIndex()) {
            awaitIndexed(index);
            assertThat(found(index, filter("", "", "w39999"))).containsExactly(1L);
        }
    }

    @Test
    void aVeryLongWordIsFoundByAllOfItAndByItsBeginning() throws Exception {
        String longWord = "x".repeat(59) + "y".repeat(800);
        publish("app", "{\"content\":\"" + longWord + "\"}");
        publishRandomly(100);
        try (SearchIndex index = openIndex()) {
            awaitIndexed(index);
            assertThat(found(index, filter("", "", longWord))).containsExactly(1L);
            for (int length : List.of(58, 59, 60, 61, 62, 800)) {
                String prefix = longWord.substring(0, length) + "*";
                assertThat(found(index, filter("", "", prefix)))
                        .as("%d letters", length)
                        .isEqualTo(expected(filter("", "", prefix)));
            }
        }
    }

    @Test
    void anIndexThatWasDeletedIsMadeAgain() throws Exception {
        publishRandomly(500);
        openIndexAndClose();
        Files.delete(directory.resolve("search.db"));
        assertThatTheIndexRecovers();
    }

    @Test
    void anIndexWithAFlippedByteIsMadeAgain() throws Exception {
        publishRandomly(1_000);
        for (int i = 0; i < 12; i++) {
            openIndexAndClose();
            flipAByte(directory.resolve("search.db"));
            assertThatTheIndexRecovers();
        }
    }

    @Test
    void anIndexThatIsNoDatabaseOrHalfOfOneIsMadeAgain() throws Exception {
        publishRandomly(1_000);
        Path file = directory.resolve("search.db");
        openIndexAndClose();
        Files.writeString(file, "no database ".repeat(1_000));
        Files.delete(directory.resolve("search.sum"));
        assertThatTheIndexRecovers();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        Files.delete(directory.resolve("search.sum"));
        assertThatTheIndexRecovers();
        Files.write(file, new byte[0]);
        Files.delete(directory.resolve("search.sum"));
        assertThatTheIndexRecovers();
        execute("drop table range");
        Files.delete(directory.resolve("search.sum"));
        assertThatTheIndexRecovers();
    }

    @Test
    void anIndexOfAnotherJournalOrAheadOfThisOneIsMadeAgain() throws Exception {
        publishRandomly(300);
        openIndexAndClose();
        execute("update state set epoch = 'other'");
        Files.delete(directory.resolve("search.sum"));
        assertThatTheIndexRecovers();
        execute("update state set next = 1000");
        Files.delete(directory.resolve("search.sum"));
        assertThatTheIndexRecovers();
    }

    @Test
    void aWholeIndexIsNotMadeAgain() throws Exception {
        publishRandomly(500);
        openIndexAndClose();
        execute("create table mark(x)");
        Files.delete(directory.resolve("search.sum"));
        openIndexAndClose();
        execute("drop table mark"); // it is still there
    }

    @Test
    void damageThatASearchMeetsIsRepairedBehindIt() throws Exception {
        publishRandomly(1_000);
        openIndexAndClose();
        execute("update words_data set block = zeroblob(4000) where id > 10");
        Files.delete(directory.resolve("search.sum"));
        try (SearchIndex index = openIndex()) {
            awaitIndexed(index);
            assertThatSearchesAreComplete(index, 60);
            awaitIndexed(index);
            assertThatSearchesAreComplete(index, 60);
        }
    }

    @Test
    void theIndexForgetsWhatTheJournalForgot() throws Exception {
        publishRandomly(1_000);
        openIndexAndClose();
        journal.close();
        try (Connection connection = connect("journal.db");
                Statement statement = connection.createStatement()) {
            statement.execute("delete from block where first <= 600");
        }
        open();
        try (SearchIndex index = openIndex()) {
            awaitIndexed(index);
            await(() -> number("select min(last) from range") >= journal.oldest());
            assertThatSearchesAreComplete(index, 50);
        }
    }

    @Test
    void damagedEntriesAreLeftOutAndNothingElse() throws Exception {
        publishRandomly(400);
        journal.close();
        try (Connection connection = connect("journal.db");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "update block set body = cast(substr(body, 1, 40) || 'X' || substr(body, 42)"
                            + " as blob) where first in (select first from block limit 3)");
        }
        open();
        try (SearchIndex index = openIndex()) {
            awaitIndexed(index);
            assertThatSearchesAreComplete(index, 50);
        }
    }

    @Test
    void theIndexGetsOverAPlaceWhereTheJournalCannotBeRead() throws Exception {
        publishRandomly(1_000);
        journal.close();
        try (var file = new RandomAccessFile(directory.resolve("journal.db").toFile(), "rw")) {
            long page = 16 << 10;
            file.seek(file.length() / 2 / page * page);
            file.write(new byte[(int) page]);
        }
        open();
        try (SearchIndex index = openIndex()) {
            awaitIndexed(index);
            assertThatSearchesAreComplete(index, 50);
        }
    }

    @Test
    void aPageThatIsTooLargeToHoldIsReadAgain() throws Exception {
        for (int i = 0; i < 40; i++) {
            publish("app", "{\"content\":\"large %d %s\"}".formatted(i, "x".repeat(100_000)));
        }
        try (SearchIndex index = openIndex()) {
            History history = new History(journal, index);
            Page page = history.page(history.kept(), Order.NEWEST_FIRST, Filter.ALL, 100);
            assertThat(page.entries().size()).isBetween(5, 15);
            List<Long> shown = new ArrayList<>();
            history.show(page, entry -> shown.add(entry.id().offset()));
            assertThat(shown)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 40).boxed().toList().reversed());
        }
    }

    private void openIndexAndClose() throws Exception {
        try (SearchIndex index = openIndex()) {
            awaitIndexed(index);
        }
    }

    private void assertThatTheIndexRecovers() throws Exception {
        try (SearchIndex index = openIndex()) {
            assertThatSearchesAreComplete(index, 20); // while it is made
            awaitIndexed(index);
            assertThatSearchesAreComplete(index, 20);
        }
        assertThat(number("select count(*) from range")).isPositive();
    }

    private void assertThatSearchesAreComplete(SearchIndex index, int searches) throws Exception {
        for (int i = 0; i < searches; i++) {
            Filter filter = randomFilter();
            Order order = random.nextBoolean() ? Order.NEWEST_FIRST : Order.OLDEST_FIRST;
            Span span = randomSpan();
            List<Long> expected =
                    new ArrayList<>(
                            expected(filter).stream()
                                    .filter(o -> o >= span.from() && o <= span.to())
                                    .toList());
            if (order == Order.NEWEST_FIRST) expected = expected.reversed();
            assertThat(found(index, filter, span, order))
                    .as("%s %s %s", filter, span, order)
                    .isEqualTo(expected);
        }
    }

    private List<Long> found(SearchIndex index, Filter filter) throws Exception {
        return found(index, filter, new Span(1, Long.MAX_VALUE), Order.OLDEST_FIRST);
    }

    /// Page by page.
    private List<Long> found(SearchIndex index, Filter filter, Span span, Order order)
            throws Exception {
        History history = new History(journal, index);
        List<Long> found = new ArrayList<>();
        Span left = span;
        while (true) {
            Page page = history.page(left, order, filter, 1 + random.nextInt(200));
            history.show(page, entry -> found.add(entry.id().offset()));
            if (page.next().isEmpty()) return found;
            long next = page.next().getAsLong();
            left =
                    order == Order.NEWEST_FIRST
                            ? new Span(span.from(), next - 1)
                            : new Span(next + 1, span.to());
        }
    }

    /// By looking at everything.
    private List<Long> expected(Filter filter) throws Exception {
        List<Long> expected = new ArrayList<>();
        for (long next = journal.oldest(); ; ) {
            List<Block> page = journal.page(next, 1 << 20);
            if (page.isEmpty()) return expected;
            for (Block block : page) {
                for (int i = 0; i < block.count(); i++) {
                    if (!block.intact(i)) continue;
                    byte[] json = new Entry(journal.epochs().idOf(1), block.line(i)).line();
                    if (filter.accepts(json, 1, json.length)) expected.add(block.first() + i);
                }
            }
            next = page.getLast().last() + 1;
        }
    }

    private Span randomSpan() {
        if (random.nextInt(3) == 0) return new Span(1, Long.MAX_VALUE);
        long from = random.nextLong(journal.newest()) + 1;
        return new Span(from, from + random.nextLong(journal.newest()));
    }

    private Filter randomFilter() {
        List<String> sources = List.of("", "", "", "app", "app*", "*x", "nginx,Cron_1", "cron*");
        List<String> levels = List.of("", "", "", "warn", "error", "none", "info,fatal,none");
        StringBuilder q = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) q.append(randomTerm()).append(' ');
        return filter(oneOf(sources), oneOf(levels), q.toString().strip());
    }

    private String randomTerm() {
        String word = oneOf(WORDS);
        String rare = "r" + random.nextInt(400);
        return switch (random.nextInt(9)) {
            case 0 -> rare;
            case 1 -> word.substring(0, 1 + random.nextInt(word.length())) + "*";
            case 2 -> '"' + word + ' ' + oneOf(WORDS) + '"';
            case 3 -> "-" + word;
            case 4 -> "host:web-" + random.nextInt(5);
            case 5 -> "nested.n:" + random.nextInt(30);
            case 6 -> "r" + random.nextInt(40) + "*";
            case 7 -> "host:web-1|web-2";
            default -> word;
        };
    }

    private static Filter filter(String source, String level, String q) {
        return Filter.of(
                List.of(source), List.of(level), Optional.of(q).filter(text -> !text.isEmpty()));
    }

    private void publishRandomly(int messages) throws InterruptedException {
        for (int left = messages; left > 0; ) {
            int size = Math.min(left, random.nextInt(4) == 0 ? random.nextInt(90) + 1 : 3);
            List<Message> batch = new ArrayList<>();
            for (int i = 0; i < size; i++) batch.add(randomMessage());
            long _ = broadcaster.publish(new SourceKey(oneOf(SOURCES), "http"), batch, List.of());
            left -= size;
        }
    }

    private Message randomMessage() {
        StringBuilder content = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) content.append(oneOf(WORDS)).append(' ');
        content.append("r").append(random.nextInt(400));
        String level = oneOf(LEVELS);
        return Message.json(
                "{%s\"content\":\"%s\",\"host\":\"web-%d\",\"nested\":{\"n\":%d,\"list\":[\"a b\"]}}"
                        .formatted(
                                level.isEmpty() ? "" : "\"level\":\"" + level + "\",",
                                content,
                                random.nextInt(5),
                                random.nextInt(30)));
    }

    private void publish(String source, String json) throws InterruptedException {
        Message message = Message.json(json.getBytes(UTF_8));
        long _ = broadcaster.publish(new SourceKey(source, "http"), List.of(message), List.of());
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private SearchIndex openIndex() {
        return SearchIndex.open(directory, journal, new PrometheusRegistry());
    }

    private static void awaitIndexed(SearchIndex index) throws Exception {
        await(() -> index.lag() < RangeWords.MOST_ENTRIES);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void flipAByte(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        Files.write(file, bytes);
    }

    private Connection connect(String file) throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(file));
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = connect("search.db");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws Exception {
        try (Connection connection = connect("search.db");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }
}
