package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.LogRecorder;
import heliograph.RawConnection;
import heliograph.RawConnection.Answer;
import heliograph.StreamRecorder;
import heliograph.TestHub;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

class IngestTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String TEXT = "text/plain";
    private static final String CONFIGURATION =
            """
            server: { body-timeout: 4s }
            journal: { max-message: 64KiB }
            sources:
              - { name: hourly, type: cron, schedule: "@hourly", message: { content: tick } }
              - { name: tight, type: http, budget: { messages: 1 } }
            """;

    private static TestHub hub;
    private LogRecorder log;

    @BeforeAll
    static void start(@TempDir Path directory) {
        hub = TestHub.in(directory, CONFIGURATION);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void listenToTheLog() {
        log = new LogRecorder();
    }

    @AfterEach
    void aClientsMistakeIsNoWarning() {
        log.close();
        log.assertNoWarning();
    }

    @Test
    void whatCurlSendsIsATextAsItIs() throws Exception {
        assertThat(contentOf(FORM, "backup done")).isEqualTo("backup done");
        assertThat(contentOf(FORM, "100%25+1 = a&b=c\nsecond line"))
                .isEqualTo("100%25+1 = a&b=c\nsecond line");
        assertThat(contentOf(FORM, "{broken")).isEqualTo("{broken");
        assertThat(contentOf(FORM, "[1,2]")).isEqualTo("[1,2]");
        assertThat(contentOf(FORM, "42")).isEqualTo("42");
    }

    @Test
    void whatCurlSendsIsJsonIfItIsThat() throws Exception {
        assertThat(contentOf(FORM, " {\"content\":\"as json\"} ")).isEqualTo("as json");
        JsonObject receipt = accepted(post(FORM, "[{\"n\":1},{\"n\":2}]"));
        assertThat(receipt.getInt("accepted")).isEqualTo(2);
        assertThat(newest(2)).extracting(m -> m.getInt("n")).containsExactly(2, 1);
    }

    @Test
    void aPlainTextIsOneMessageWithItsNewlines() throws Exception {
        assertThat(contentOf(TEXT, "one\ntwo\n")).isEqualTo("one\ntwo\n");
        assertThat(contentOf(TEXT, "{\"content\":\"no json\"}"))
                .isEqualTo("{\"content\":\"no json\"}");
    }

    @Test
    void aTextIsReadInItsCharset() throws Exception {
        byte[] latin = "Grüße".getBytes(ISO_8859_1);
        accepted(postBytes("text/plain; charset=ISO-8859-1", latin));
        assertThat(newest(1).getFirst().getString("content")).isEqualTo("Grüße");
        accepted(postBytes("Text/Plain;Charset=\"iso-8859-1\"", latin));
        assertThat(newest(1).getFirst().getString("content")).isEqualTo("Grüße");
        accepted(postBytes(TEXT, latin));
        assertThat(newest(1).getFirst().getString("content")).isEqualTo("Gr\ufffd\ufffde");
    }

    @Test
    void theAnswerNamesTheIdsUnderWhichTheMessagesAreKept() throws Exception {
        JsonObject receipt = accepted(post(JSON, "[{\"n\":1},{\"n\":2},{\"n\":3}]"));
        assertThat(receipt.getInt("accepted")).isEqualTo(3);
        List<JsonObject> kept = newest(3);
        assertThat(kept.getFirst().getString("id")).isEqualTo(receipt.getString("last"));
        assertThat(kept.getLast().getString("id")).isEqualTo(receipt.getString("first"));
        assertThat(kept).extracting(m -> m.getInt("n")).containsExactly(3, 2, 1);
        assertThat(kept).extracting(m -> m.getString("source")).containsOnly("test");
    }

    @Test
    void withoutANameAMessageIsOfHttp() throws Exception {
        assertThat(hub.post("/ingest", JSON, "{\"n\":1}").statusCode()).isEqualTo(200);
        assertThat(newest(1).getFirst().getString("source")).isEqualTo("http");
    }

    @Test
    void anArrayIsPublishedWholeOrNotAtAll() throws Exception {
        long before = count();
        for (String array : List.of("[{\"n\":1},{\"n\":2}", "[{\"n\":1},7]", "[{\"n\":1}]]")) {
            JsonObject problem = refused(post(JSON, array), 400);
            assertThat(problem.getInt("accepted")).isZero();
        }
        String tooLarge = "{\"content\":\"" + "x".repeat(64 << 10) + "\"}";
        JsonObject problem = refused(post(JSON, "[{\"n\":1}," + tooLarge + "]"), 413);
        assertThat(problem.getInt("accepted")).isZero();
        assertThat(problem.getString("detail")).contains("max-message");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void anEmptyArrayIsFineAndPublishesNothing() throws Exception {
        long before = count();
        JsonObject receipt = accepted(post(JSON, " [ ] "));
        assertThat(receipt.getInt("accepted")).isZero();
        assertThat(receipt).doesNotContainKeys("first", "last");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void malformedJsonIsRefusedWithItsPlace() throws Exception {
        JsonObject problem = refused(post(JSON, "{\"a\":1,\n \"a\":2}"), 400);
        assertThat(problem.getInt("line")).isEqualTo(2);
        assertThat(problem.getInt("column")).isEqualTo(2);
        assertThat(problem.getString("detail")).contains("\"a\" is there twice");
        assertThat(problem.getString("title")).isEqualTo("Bad Request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "null",
                "\"text\"",
                "{\"a\":}",
                "{\"a\":1} {}",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":NaN}",
                "[[{}]]",
                "{\"a\":\"\t\"}"
            })
    void whatIsNoObjectOrArrayOfThemIsRefused(String body) throws Exception {
        refused(post(JSON, body), 400);
    }

    @Test
    void jsonDeeperThan64LevelsIsRefused() throws Exception {
        String inner = "{\"a\":".repeat(63) + "1" + "}".repeat(63);
        accepted(post(JSON, "{\"a\":" + inner + "}"));
        refused(post(JSON, "{\"a\":{\"b\":" + inner + "}}"), 400);
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedAsJson() throws Exception {
        refused(postBytes(JSON, "{\"a\":\"Grüße\"}".getBytes(ISO_8859_1)), 400);
    }

    @Test
    void typesThatMeanJsonAreJson() throws Exception {
        for (String type : List.of("application/cloudevents+json", "APPLICATION/JSON;a=b")) {
            assertThat(contentOf(type, "{\"content\":\"x\"}")).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/xml",
                "multipart/form-data; boundary=x",
                "text/html",
                "image/png",
                "text/plain; charset=klingon",
                "text/plain; charset=\"a b\""
            })
    void otherTypesAreUnsupported(String type) throws Exception {
        JsonObject problem = refused(post(type, "<a/>"), 415);
        assertThat(problem.getString("detail")).contains("send ");
    }

    @Test
    void aBrokenContentTypeIsAClientsMistake() throws Exception {
        for (String type : List.of("json", ";", "a/b/c", "text/plain; charset", "/", "\"")) {
            Answer answer =
                    RawConnection.ask(
                            hub,
                            "POST /ingest/test HTTP/1.1\nHost: localhost\nContent-Type: "
                                    + type
                                    + "\nContent-Length: 2\n\nhi");
            assertThat(answer.status()).as(type + " " + answer.body()).isLessThan(500);
        }
    }

    @Test
    void aMissingContentTypeIsWhatCurlSends() throws Exception {
        Answer answer =
                RawConnection.ask(
                        hub,
                        "POST /ingest/test HTTP/1.1\nHost: localhost\nContent-Length: 5\n\nplain");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(newest(1).getFirst().getString("content")).isEqualTo("plain");
    }

    @Test
    void linesOfJsonAreOneMessageEach() throws Exception {
        String body = "{\"n\":1}\r\n\n  \n{\"n\":2}\n\ufeff{\"n\":3}";
        assertThat(accepted(post(NDJSON, body)).getInt("accepted")).isEqualTo(3);
        assertThat(newest(3)).extracting(m -> m.getInt("n")).containsExactly(3, 2, 1);
        assertThat(accepted(post(NDJSON, "\n\n")).getInt("accepted")).isZero();
        assertThat(accepted(post(NDJSON, "")).getInt("accepted")).isZero();
    }

    @Test
    void aMalformedLineEndsItAndTheAnswerSaysWhichAndHowManyWereAccepted() throws Exception {
        String body = "{\"n\":1}\n\n{\"n\":2}\n{\"n\":\n{\"n\":4}\n";
        JsonObject problem = refused(post(NDJSON, body), 400);
        assertThat(problem.getInt("accepted")).isEqualTo(2);
        assertThat(problem.getInt("line")).isEqualTo(4);
        assertThat(newest(2)).extracting(m -> m.getInt("n")).containsExactly(2, 1);
    }

    @Test
    void aLineThatIsTooLargeIsSaidAndThoseBeforeItAreAccepted() throws Exception {
        String large = "{\"content\":\"" + "x".repeat(64 << 10) + "\"}\n";
        JsonObject problem = refused(post(NDJSON, "{\"n\":1}\n{\"n\":2}\n" + large), 413);
        assertThat(problem.getInt("accepted")).isEqualTo(2);
        assertThat(newest(2)).extracting(m -> m.getInt("n")).containsExactly(2, 1);
    }

    @Test
    @Timeout(10)
    void aLineThatNeverEndsIsReadInTimeThatGrowsWithItsLength() throws Exception {
        refused(post(NDJSON, "x".repeat(40 << 20)), 400);
    }

    @Test
    void aLineIsSeenBeforeTheNextIsSent() throws Exception {
        try (StreamRecorder stream = hub.subscribe("?source=live");
                RawConnection sender = RawConnection.to(hub)) {
            stream.next("hello");
            sender.send(chunkedHead("live", NDJSON));
            for (int i = 1; i <= 3; i++) {
                sender.send(chunk("{\"n\":" + i + "}\n"));
                assertThat(stream.message().getInt("n")).isEqualTo(i);
            }
            sender.send("0\n\n");
            assertThat(sender.answer().json().getInt("accepted")).isEqualTo(3);
        }
    }

    @Test
    void aPausedSourceTakesNoMoreOfABodyThatIsComing() throws Exception {
        try (StreamRecorder stream = hub.subscribe("?source=paused");
                RawConnection sender = RawConnection.to(hub)) {
            stream.next("hello");
            sender.send(chunkedHead("paused", NDJSON));
            sender.send(chunk("{\"n\":1}\n"));
            assertThat(stream.message().getInt("n")).isEqualTo(1);
            hub.post("/api/sources/paused/pause", TEXT, "");
            sender.send(chunk("{\"n\":2}\n"));
            Answer answer = sender.answer();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().getInt("accepted")).isEqualTo(1);
            assertThat(answer.json().getString("detail")).contains("'paused' was stopped");
            stream.assertExhausted();
        }
    }

    @Test
    void aPostThatWouldWaitLongForTheBudgetIsRefusedAndNotPublishedLater() throws Exception {
        try (StreamRecorder stream = hub.subscribe("?source=tight")) {
            stream.next("hello");
            String twenty = "[" + "{\"n\":1},".repeat(19) + "{\"n\":1}]";
            assertThat(hub.post("/ingest/tight", JSON, twenty).statusCode()).isEqualTo(200);
            HttpResponse<String> answer = hub.post("/ingest/tight", TEXT, "one more");
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("'tight' has used up its budget");
            for (int i = 1; i <= 20; i++) assertThat(stream.message().getInt("n")).isEqualTo(1);
            stream.assertExhausted();
        }
    }

    @Test
    void aBodyCutOffInTheMiddleLeavesItsWholeLines() throws Exception {
        try (StreamRecorder stream = hub.subscribe("?source=cut")) {
            stream.next("hello");
            try (RawConnection sender = RawConnection.to(hub)) {
                sender.send(chunkedHead("cut", NDJSON));
                sender.send(chunk("{\"n\":1}\n{\"n\":2}\n{\"n\":3"));
                assertThat(stream.message().getInt("n")).isEqualTo(1);
                assertThat(stream.message().getInt("n")).isEqualTo(2);
            }
            stream.assertExhausted();
        }
        accepted(hub.post("/ingest/cut", JSON, "{\"n\":4}")); // the half line is not there
        assertThat(newest(2)).extracting(m -> m.getInt("n")).containsExactly(4, 2);
    }

    @Test
    void aBodyThatStopsComingIsGivenUpAndKeepsItsWholeLines() throws Exception {
        try (RawConnection sender = RawConnection.to(hub)) {
            sender.send(chunkedHead("stalled", NDJSON));
            sender.send(chunk("{\"n\":1}\n{\"n\":2"));
            assertThat(sender.isClosedByHub()).isTrue();
        }
        JsonObject newest = hub.getJson("/api/messages?source=stalled");
        assertThat(newest.getJsonArray("messages")).hasSize(1);
    }

    @Test
    void aBodyShorterThanAnnouncedPublishesNothing() throws Exception {
        long before = count();
        try (RawConnection sender = RawConnection.to(hub)) {
            sender.send(
                    "POST /ingest/test HTTP/1.1\nHost: localhost\nContent-Type: text/plain\n"
                            + "Content-Length: 100\n\nonly half");
            sender.endSending();
            assertThat(sender.isClosedByHub()).isTrue();
        }
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void aBrokenChunkIsAClientsMistake() throws Exception {
        try (RawConnection sender = RawConnection.to(hub)) {
            sender.send(chunkedHead("test", TEXT));
            sender.send("zz\nxx\n");
            assertThat(sender.answer().status()).isEqualTo(400);
        }
    }

    @Test
    void gzipIsUnpacked() throws Exception {
        byte[] packed = gzip("{\"n\":1}\n{\"n\":2}\n".getBytes(UTF_8));
        for (String encoding : List.of("gzip", "x-gzip")) {
            HttpResponse<String> answer = postBytes(NDJSON, packed, encoding);
            assertThat(accepted(answer).getInt("accepted")).isEqualTo(2);
        }
    }

    @Test
    void whatIsNoGzipAlthoughItSaysSoIsRefused() throws Exception {
        refused(postBytes(TEXT, "not gzip".getBytes(UTF_8), "gzip"), 400);
        byte[] packed = gzip("{\"n\":1}".repeat(1000).getBytes(UTF_8));
        packed[packed.length / 2] ^= 0x55;
        refused(postBytes(TEXT, packed, "gzip"), 400);
        byte[] half = java.util.Arrays.copyOf(gzip("x".repeat(1000).getBytes(UTF_8)), 20);
        refused(postBytes(TEXT, half, "gzip"), 400);
        for (String other : List.of("br", "GZIP")) {
            String detail = refused(postBytes(TEXT, packed, other), 415).getString("detail");
            assertThat(detail).contains("'" + other + "'", "send gzip");
        }
    }

    @Test
    void aGzipBombIsStoppedAt64MiB() throws Exception {
        byte[] bomb = gzip(new byte[80 << 20]);
        long before = count();
        JsonObject problem = refused(postBytes(TEXT, bomb, "gzip"), 413);
        assertThat(problem.getString("detail")).contains("64 MiB");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void aBodyAnnouncedAsTooLargeIsRefusedBeforeItIsSent() throws Exception {
        Answer answer =
                RawConnection.ask(
                        hub,
                        lines(
                                "POST /ingest/test HTTP/1.1",
                                "Host: localhost",
                                "Content-Length: 67108865",
                                "",
                                ""));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().getString("detail")).contains("64 MiB");
    }

    @Test
    void aBodyThatGrowsTooLargeIsRefusedThen() throws Exception {
        String chunk = chunk("x".repeat(1 << 20));
        try (RawConnection sender = RawConnection.to(hub)) {
            sender.send(chunkedHead("test", TEXT));
            try {
                for (int i = 0; i < 66; i++) sender.send(chunk);
                sender.send("0\n\n");
            } catch (IOException _) {
                // it may have been refused already
            }
            assertThat(sender.answer().status()).isEqualTo(413);
        }
    }

    @Test
    void aMessageThatIsTooLargeIsRefused() throws Exception {
        JsonObject problem = refused(post(TEXT, "x".repeat(64 << 10)), 413);
        assertThat(problem.getString("detail")).contains("max-message");
        accepted(post(TEXT, "x".repeat((64 << 10) - 100)));
    }

    @Test
    void whoExpectsToBeToldToContinueIsTold() throws Exception {
        try (RawConnection sender = RawConnection.to(hub)) {
            sender.send(
                    lines(
                            "POST /ingest/test HTTP/1.1",
                            "Host: localhost",
                            "Content-Type: text/plain",
                            "Content-Length: 2",
                            "Expect: 100-continue",
                            "",
                            ""));
            assertThat(sender.answer().status()).isEqualTo(100);
            sender.send("hi");
            assertThat(sender.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void aNameOfAnotherKindOfSourceTakesNoPosts() throws Exception {
        JsonObject problem = refused(hub.post("/ingest/hourly", TEXT, "x"), 409);
        assertThat(problem.getString("detail")).contains("'hourly'", "cron");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "%C3%A4", "a%22b", "a%0Ab", "a:b", "a+b"})
    void aBadNameIsRefused(String name) throws Exception {
        JsonObject problem = refused(hub.post("/ingest/" + name, TEXT, "x"), 400);
        assertThat(problem.getString("detail")).contains("letters, digits");
    }

    @Test
    void aNameMayHave64Letters() throws Exception {
        accepted(hub.post("/ingest/" + "n".repeat(64), TEXT, "x"));
        refused(hub.post("/ingest/" + "n".repeat(65), TEXT, "x"), 400);
    }

    @Test
    void soManyNamesMayBeNewAndNoMore(@TempDir Path directory) throws Exception {
        try (TestHub fresh = TestHub.in(directory);
                RawConnection sender = RawConnection.to(fresh)) {
            for (int i = 1; i <= 1000; i++)
                assertThat(post(sender, i, "hi").status()).isEqualTo(200);
            Answer answer = post(sender, 1001, "hi");
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(post(sender, 1000, "hi").status()).isEqualTo(200);
            assertThat(fresh.post("/ingest", TEXT, "x").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void namesThatWereRefusedAreNotUsedUp(@TempDir Path directory) throws Exception {
        try (TestHub fresh = TestHub.in(directory);
                RawConnection sender = RawConnection.to(fresh)) {
            for (int i = 1; i <= 1000; i++) assertThat(post(sender, i, "").status()).isEqualTo(400);
            assertThat(fresh.getJson("/api/sources").getJsonArray("sources")).hasSize(1);
            assertThat(post(sender, 1001, "hi").status()).isEqualTo(200);
            assertThat(fresh.getJson("/api/sources").getJsonArray("sources")).hasSize(2);
        }
    }

    private static Answer post(RawConnection sender, int name, String text) throws IOException {
        sender.send(
                "POST /ingest/n%d HTTP/1.1\nHost: localhost\nContent-Type: text/plain\nContent-Length: %d\n\n%s"
                        .formatted(name, text.length(), text));
        return sender.answer();
    }

    private static String lines(String... lines) {
        return String.join("\n", lines);
    }

    private static String chunkedHead(String source, String type) {
        return "POST /ingest/%s HTTP/1.1\nHost: localhost\nContent-Type: %s\nTransfer-Encoding: chunked\n\n"
                .formatted(source, type);
    }

    /// Its newlines count twice, as they go out as CR LF.
    private static String chunk(String text) {
        long size = text.length() + text.chars().filter(c -> c == '\n').count();
        return Long.toHexString(size) + "\n" + text + "\n";
    }

    private static HttpResponse<String> post(String type, String body) throws Exception {
        return hub.post("/ingest/test", type, body);
    }

    private static HttpResponse<String> postBytes(String type, byte[] body) throws Exception {
        return postBytes(type, body, "");
    }

    private static HttpResponse<String> postBytes(String type, byte[] body, String encoding)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(hub.uri("/ingest/test"))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!encoding.isEmpty()) request.header("Content-Encoding", encoding);
        return hub.send(request.build());
    }

    private static JsonObject accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestHub.object(answer.body());
    }

    private static JsonObject refused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        JsonObject problem = TestHub.object(answer.body());
        assertThat(problem.getInt("status")).isEqualTo(status);
        return problem;
    }

    private static String contentOf(String type, String body) throws Exception {
        accepted(post(type, body));
        return newest(1).getFirst().getString("content");
    }

    private static List<JsonObject> newest(int limit) throws Exception {
        return hub.getJson("/api/messages?limit=" + limit)
                .getJsonArray("messages")
                .getValuesAs(JsonObject.class);
    }

    private static long count() throws Exception {
        return hub.getJson("/api/status").getJsonNumber("newest").longValue();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
