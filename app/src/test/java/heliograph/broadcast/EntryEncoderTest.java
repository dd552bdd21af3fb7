package heliograph.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.TestHub;
import heliograph.journal.Block;
import heliograph.journal.Journal;
import heliograph.journal.SourceKey;
import heliograph.query.EntryHead;
import heliograph.query.Level;
import heliograph.source.Message;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// What the hub makes of a message (DESIGN §5), read back from a real journal whose clock stands
/// still: `NOW` is the arrival.
class EntryEncoderTest {
    private static final String NOW = "2026-11-22T15:00:00.123Z";

    private static Journal journal;

    @BeforeAll
    static void open(@TempDir Path directory) {
        InstantSource clock = InstantSource.fixed(Instant.parse(NOW));
        journal = Journal.open(directory, clock, new PrometheusRegistry());
    }

    @AfterAll
    static void close() {
        journal.close();
    }

    @Test
    void theHubAddsWhatItKnowsInFrontAndChangesNothingElse() throws Exception {
        assertThat(line("{\"host\":\"web-1\",\"n\":1.10,\"deep\":{\"a\":[1,{}]}}"))
                .isEqualTo(
                        "{'time':'NOW','source':'s','host':'web-1','n':1.10,'deep':{'a':[1,{}]}}");
        assertThat(line("{}")).isEqualTo("{'time':'NOW','source':'s'}");
    }

    @Test
    void theOrderOfFieldsIsStable() throws Exception {
        String fields = "'z':1,'content':'c','level':'info','a':2,'time':'2026-01-01T00:00:00Z'";
        assertThat(line("{" + fields.replace('\'', '"') + "}"))
                .isEqualTo(
                        "{'time':'2026-01-01T00:00:00Z','received':'NOW','source':'s',"
                                + "'level':'info','content':'c','z':1,'a':2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.10", "1e5", "-0", "0.1E+2", "123456789012345678901234567890", "1e-400"})
    void numbersKeepTheirDigits(String number) throws Exception {
        assertThat(line("{\"n\":" + number + "}"))
                .isEqualTo("{'time':'NOW','source':'s','n':" + number + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T14:00:00Z, 2026-11-22T14:00:00Z",
        "2026-11-22t14:00:00z, 2026-11-22T14:00:00Z",
        "2026-11-22 14:00:00Z, 2026-11-22T14:00:00Z",
        "2026-11-22T14:00:00.5Z, 2026-11-22T14:00:00.5Z",
        "2026-11-22T14:00:00.123456789Z, 2026-11-22T14:00:00.123456789Z",
        "2026-11-22T14:00:00.100Z, 2026-11-22T14:00:00.100Z",
        "2026-11-22T14:00:00+01:00, 2026-11-22T13:00:00Z",
        "2026-11-22T00:30:00.25-05:30, 2026-11-22T06:00:00.25Z",
        "2026-12-31T23:59:59.9-00:01, 2027-01-01T00:00:59.9Z",
        "2024-02-29T00:00:00+00:00, 2024-02-29T00:00:00Z"
    })
    void aMessagesOwnTimeIsShownInUtcAsPreciseAsItWas(String given, String shown) throws Exception {
        JsonObject entry = entry("{\"time\":\"" + given + "\"}");
        assertThat(entry.getString("time")).isEqualTo(shown);
        assertThat(entry.getString("received")).isEqualTo(NOW);
        if (given.equals(shown)) {
            assertThat(entry).doesNotContainKey("origin");
        } else {
            assertThat(entry.getJsonObject("origin").getString("time")).isEqualTo(given);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1763823600, 2025-11-22T15:00:00.000Z",
        "1763823600.5, 2025-11-22T15:00:00.500Z",
        "1763823600.123456, 2025-11-22T15:00:00.123456Z",
        "1763823600.1234567891, 2025-11-22T15:00:00.123456789Z",
        "1.7638236e9, 2025-11-22T15:00:00.000Z",
        "1763823600123, 2025-11-22T15:00:00.123Z",
        "1763823600123.25, 2025-11-22T15:00:00.12325Z",
        "1763823600123456, 2025-11-22T15:00:00.123456Z",
        "1763823600123456789, 2025-11-22T15:00:00.123456789Z",
        "1763823600000000000, 2025-11-22T15:00:00.000Z"
    })
    void epochSecondsMillisMicrosAndNanosAreToldApartBySize(String number, String shown)
            throws Exception {
        JsonObject entry = entry("{\"ts\":" + number + "}");
        assertThat(entry.getString("time")).isEqualTo(shown);
        assertThat(entry.getString("received")).isEqualTo(NOW);
        assertThat(entry.getJsonNumber("ts").toString()).isEqualTo(number.replace("e", "E+"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"yesterday\"",
                "\"\"",
                "\"2026-11-22\"",
                "\"2026-11-22T14:00:00\"",
                "\"2026-13-22T14:00:00Z\"",
                "\"2026-02-30T14:00:00Z\"",
                "\"2026-11-22T14:00:00.1234567890Z\"",
                "\"2026-11-22T14:00:00+0100\"",
                "\"0000-01-01T00:00:00+01:00\"",
                "\"9999-12-31T23:59:59-01:00\"",
                "\"1763823600\"",
                "0",
                "12",
                "-1763823600",
                "1e300",
                "1e9999999999",
                "1e99999999999999999999",
                "99999999999999999999",
                "true",
                "null",
                "{\"a\":1}",
                "[1763823600]"
            })
    void aTimeThatIsNoneIsKeptAsTheOriginAndTheArrivalStands(String value) throws Exception {
        assertThat(line("{\"time\":" + value + "}"))
                .isEqualTo(
                        "{'time':'NOW','source':'s','origin':{'time':"
                                + value.replace('"', '\'')
                                + "}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"time", "ts", "timestamp", "@timestamp"})
    void theTimeMayHaveAnyOfItsNames(String name) throws Exception {
        JsonObject entry = entry("{\"" + name + "\":\"2026-01-02T03:04:05Z\"}");
        assertThat(entry.getString("time")).isEqualTo("2026-01-02T03:04:05Z");
    }

    @Test
    void theFirstValidTimeCounts() throws Exception {
        assertThat(line("{\"ts\":\"2026-01-02T03:04:05Z\",\"time\":\"soon\"}"))
                .isEqualTo(
                        "{'time':'2026-01-02T03:04:05Z','received':'NOW','source':'s',"
                                + "'ts':'2026-01-02T03:04:05Z','origin':{'time':'soon'}}");
    }

    @ParameterizedTest
    @CsvSource({
        "level, \"info\", info",
        "level, \"Warning\", warn",
        "level, \"EMERG\", fatal",
        "level, \"informational\", info",
        "level, 3, error",
        "level, 40, warn",
        "severity, \"notice\", info",
        "lvl, \"debug\", debug",
        "log.level, \"err\", error"
    })
    void aLevelIsReadFromNamesAndNumbers(String name, String value, String level) throws Exception {
        assertThat(entry("{\"" + name + "\":" + value + "}").getString("level")).isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"loud\"",
                "\"\"",
                "\"in\\u0066o\"",
                "8",
                "40.0",
                "-3",
                "null",
                "true",
                "[3]",
                "{}"
            })
    void aLevelThatIsNoneIsAbsentAndKeptAsTheOrigin(String value) throws Exception {
        assertThat(line("{\"level\":" + value + ",\"content\":\"ERROR\"}"))
                .isEqualTo(
                        "{'time':'NOW','source':'s','content':'ERROR','origin':{'level':"
                                + value.replace('"', '\'')
                                + "}}");
    }

    @Test
    void aLevelInAnotherFormIsKeptAsTheOrigin() throws Exception {
        assertThat(line("{\"level\":\"Warning\"}"))
                .isEqualTo(
                        "{'time':'NOW','source':'s','level':'warn','origin':{'level':'Warning'}}");
        assertThat(line("{\"level\":\"warn\"}"))
                .isEqualTo("{'time':'NOW','source':'s','level':'warn'}");
    }

    @Test
    void anUnknownLevelIsAbsentAndItsWordKept() throws Exception {
        assertThat(line("{\"level\":\"loud\",\"severity\":\"err\"}"))
                .isEqualTo(
                        "{'time':'NOW','source':'s','level':'error','severity':'err',"
                                + "'origin':{'level':'loud'}}");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"message\":\"m\"}', m",
        "'{\"msg\":\"m\"}', m",
        "'{\"text\":\"t\"}', t",
        "'{\"text\":\"t\",\"msg\":\"m\",\"message\":\"me\"}', me",
        "'{\"text\":\"t\",\"content\":\"c\"}', c",
        "'{\"message\":{\"a\":1},\"text\":\"t\"}', t"
    })
    void theContentIsTheFirstTextOfItsKin(String json, String content) throws Exception {
        assertThat(entry(json).getString("content")).isEqualTo(content);
    }

    @Test
    void whatIsNoTextIsNoContentButStays() throws Exception {
        assertThat(line("{\"message\":{\"a\":1}}"))
                .isEqualTo("{'time':'NOW','source':'s','message':{'a':1}}");
        assertThat(line("{\"content\":{\"a\":1}}"))
                .isEqualTo("{'time':'NOW','source':'s','content':{'a':1}}");
    }

    @Test
    void theHubsOwnFieldsAreKeptAsTheOrigin() throws Exception {
        String json =
                "{'id':7,'source':'liar','received':'never','origin':{'id':1},'x':1,'level':99}"
                        .replace('\'', '"');
        assertThat(line(json))
                .isEqualTo(
                        "{'time':'NOW','source':'s','x':1,'origin':{'id':7,'source':'liar',"
                                + "'received':'never','origin':{'id':1},'level':99}}");
    }

    @Test
    void anEscapedNameIsTheSameName() throws Exception {
        assertThat(line("{\"\\u0069d\":7,\"t\\u0069me\":\"2026-01-02T03:04:05Z\"}"))
                .isEqualTo(
                        "{'time':'2026-01-02T03:04:05Z','received':'NOW','source':'s',"
                                + "'origin':{'\\u0069d':7}}");
    }

    @Test
    void aMessageOfManyLinesIsOneLine() throws Exception {
        assertThat(line("{\r\n  \"a\" : 1,\n\t\"b\" : [ 1,\n 2 ],\n \"c\": \"x  \\n y\"\n}\n"))
                .isEqualTo("{'time':'NOW','source':'s','a':1,'b':[1,2],'c':'x  \\n y'}");
    }

    @Test
    void textsOfAnyAlphabetAreKept() throws Exception {
        String text = "Grüße 😀 \u2028 \u0001 \\ \" \t\r\n";
        JsonObject entry = TestHub.object(lines(List.of(Message.text(text))).getFirst());
        assertThat(entry.getString("content")).isEqualTo(text);
    }

    /// The filter reads what the encoder wrote without parsing JSON: they must agree for whatever
    /// somebody sends.
    @Test
    void theHeadOfEveryEntryReadsBackAsItWasWritten() throws Exception {
        Random random = new Random(4711); // the same messages every time
        List<Message> messages =
                Stream.generate(() -> Message.json(anyMessage(random))).limit(2_000).toList();
        long first = append("s.o-u_rce", messages);
        int checked = 0;
        while (checked < messages.size()) {
            Block block = journal.page(first + checked, 1).getFirst();
            for (int i = 0; i < block.count(); i++) {
                JsonObject entry = TestHub.object(new String(block.line(i), UTF_8));
                EntryHead head = EntryHead.read(block.body(), block.start(i) + 1);
                assertThat(head.source()).isEqualTo(entry.getString("source"));
                assertThat(head.level().map(Level::word))
                        .as(entry.toString())
                        .isEqualTo(Optional.ofNullable(entry.getString("level", null)));
                checked++;
            }
        }
    }

    private static String anyMessage(Random random) {
        List<String> names =
                List.of("time", "ts", "level", "severity", "source", "received", "id", "x", "\\\"");
        List<String> values =
                List.of(
                        "\"2026-01-02T03:04:05+01:00\"",
                        "\"\\\",\\\"level\\\":\\\"fatal\"",
                        "\"warn\"",
                        "\"\"",
                        "1763823600",
                        "3",
                        "{\"level\":\"debug\"}",
                        "null");
        List<String> fields = new ArrayList<>();
        for (String name : names) {
            if (random.nextInt(3) > 0) continue;
            fields.add("\"" + name + "\":" + values.get(random.nextInt(values.size())));
        }
        Collections.shuffle(fields, random);
        return "{" + String.join(",", fields) + "}";
    }

    private long append(String source, List<Message> messages) throws InterruptedException {
        return journal.append(
                EntryEncoder.encode(
                        new SourceKey(source, "test"), messages, List.of(), Optional.empty()));
    }

    private List<String> lines(List<Message> messages) throws InterruptedException {
        Block block = journal.page(append("s", messages), 1).getFirst();
        return new String(block.body(), UTF_8).lines().toList();
    }

    private JsonObject entry(String json) throws InterruptedException {
        return TestHub.object(lines(List.of(Message.json(json))).getFirst());
    }

    /// The line of one message, with single quotes and `NOW` for the arrival to be readable.
    private String line(String json) throws InterruptedException {
        List<String> lines = lines(List.of(Message.json(json)));
        assertThat(lines).hasSize(1);
        return lines.getFirst().replace('"', '\'').replace(NOW, "NOW");
    }
}
