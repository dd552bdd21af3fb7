package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.LogRecorder;
import heliograph.RawConnection;
import heliograph.RawConnection.Answer;
import heliograph.StreamRecorder;
import heliograph.TestHub;
import heliograph.source.HttpSource;
import heliograph.source.MalformedMessage;
import heliograph.source.MalformedRequest;
import heliograph.source.Message;
import heliograph.source.Source;
import heliograph.source.SourceConfig;
import heliograph.source.SourceProvider;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// The same request under the same `Idempotency-Key` is published once, whatever happens between.
class IdempotencyTest {
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String TEXT = "text/plain";
    private static final String SIX =
            """
            {"content":"1"}
            {"content":"2"}
            {"content":"3"}
            {"content":"4"}
            {"content":"5"}
            {"content":"6"}
            """;

    @TempDir Path directory;
    private TestHub hub;
    private LogRecorder log;

    @BeforeEach
    void start() {
        log = new LogRecorder();
        hub =
                TestHub.with(
                        directory,
                        "sources: [ { name: foreign, type: line-by-line } ]",
                        List.of(LineByLine.class.getName()));
    }

    @AfterEach
    void stop() {
        hub.close();
        log.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json                  | {\"content\":\"one\"}",
                "application/json                  | [{\"content\":\"one\"},{\"content\":\"two\"}]",
                "application/json                  | []",
                "application/x-ndjson              | {\"content\":\"one\"}↵{\"a\":1}",
                "application/x-ndjson              | ↵",
                "text/plain                        | one",
                "application/x-www-form-urlencoded | one",
            })
    void theSameRequestAgainGivesTheFirstAnswerAndPublishesNothing(String type, String body)
            throws Exception {
        hub.publish("before");
        body = body.replace('↵', '\n');
        HttpResponse<String> first = post("k", type, body);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        hub.publish("between");
        long newest = newest();
        assertSame(post("k", type, body), first);
        hub.restart();
        assertSame(post("k", type, body), first);
        assertThat(newest()).isEqualTo(newest);
    }

    @Test
    void withoutAKeyTheSameRequestIsPublishedAgain() throws Exception {
        hub.publish("one", "one");
        assertThat(contents("test")).containsExactly("one", "one");
    }

    @Test
    void anotherKeyIsAnotherRequest() throws Exception {
        accepted(post("k1", TEXT, "one"));
        accepted(post("k2", TEXT, "one"));
        assertThat(contents("test")).containsExactly("one", "one");
    }

    @Test
    void theSameKeyOfAnotherSourceIsAnotherRequest() throws Exception {
        accepted(post("/ingest/a", "k", TEXT, "of a"));
        accepted(post("/ingest/b", "k", TEXT, "of b"));
        accepted(post("/ingest/a", "k", TEXT, "of a"));
        assertThat(contents("a")).containsExactly("of a");
        assertThat(contents("b")).containsExactly("of b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"content\":\"1\"}\n{\"content\":\"2\"}",
                "{\"content\":\"1\"}\n",
                "{\"content\":\"1\"}\n{\"content\":\"2\"}\n{\"content\":\"3\"}\n",
                "{\"content\":\"1\"}\n{\"content\":\"x\"}\n",
                "{\"content\":\"x\"}\n{\"content\":\"2\"}\n{\"content\":\"3\"}\n",
                "{broken\n",
                "x",
            })
    void anotherBodyUnderTheKeyIsRefused(String other) throws Exception {
        HttpResponse<String> first =
                post("k", NDJSON, "{\"content\":\"1\"}\n{\"content\":\"2\"}\n");
        refused(post("k", NDJSON, other), 422);
        assertThat(contents("test")).containsExactly("1", "2");
        assertSame(post("k", NDJSON, "{\"content\":\"1\"}\n{\"content\":\"2\"}\n"), first);
    }

    @Test
    void anotherTypeOrQueryIsAnotherRequest() throws Exception {
        accepted(post("k", TEXT, "{}"));
        for (String type : List.of(JSON, NDJSON, "application/xml")) {
            JsonObject problem = refused(post("k", type, "{}"), 422);
            assertThat(problem.getString("detail")).contains("take a new key");
            assertThat(problem.getInt("accepted")).isZero();
        }
        refused(post("/ingest/test?a=b", "k", TEXT, "{}"), 422);
        assertThat(newest()).isEqualTo(1);
        log.assertNoWarning();
    }

    @Test
    void aPackedBodyIsTheSameAsUnpacked() throws Exception {
        HttpResponse<String> first = postPacked("k", SIX);
        assertSame(postPacked("k", SIX), first);
        assertSame(post("k", NDJSON, SIX), first);
        assertThat(contents("test")).containsExactly("1", "2", "3", "4", "5", "6");
        HttpResponse<String> shorter = postPacked("k", SIX.substring(0, 32));
        refused(shorter, 422);
    }

    @Test
    void aRequestThatIsStillReadKeepsItsKey() throws Exception {
        try (StreamRecorder stream = hub.subscribe("");
                RawConnection first = RawConnection.to(hub)) {
            stream.next("hello");
            first.send(chunkedHead("test", "k"));
            first.send(chunk("{\"content\":\"1\"}\n"));
            stream.next("");

            HttpResponse<String> second = post("k", NDJSON, "{\"content\":\"1\"}\n");
            refused(second, 409);
            assertThat(second.headers().firstValue("Retry-After")).isPresent();
            accepted(post("/ingest/other", "k", TEXT, "another source's key"));

            first.send("0\n\n");
            Answer answer = first.answer();
            assertThat(answer.status()).isEqualTo(200);
            // as it went over the wire: there a line ends with CR LF
            HttpResponse<String> again = post("k", NDJSON, "{\"content\":\"1\"}\r\n");
            assertThat(again.body()).isEqualTo(answer.body());
            assertThat(contents("test")).containsExactly("1");
            log.assertNoWarning();
        }
    }

    @Test
    void aBodyThatWasCutOffGoesOnBehindWhatWasPublished() throws Exception {
        String body = SIX.replace("\n", "\r\n");
        for (int lines = 1; lines <= 5; lines++) {
            String source = "cut" + lines;
            sendAndCutOff(source, "k", lines);
            HttpResponse<String> answer = retry("/ingest/" + source, "k", NDJSON, body);
            assertThat(accepted(answer).getInt("accepted")).isEqualTo(6);
            assertThat(contents(source)).containsExactly("1", "2", "3", "4", "5", "6");
            assertSame(post("/ingest/" + source, "k", NDJSON, body), answer);
        }
    }

    @Test
    void aBodyThatWasCutOffGoesOnHoweverItIsCut() throws Exception {
        sendAndCutOff("test", "k", 3);
        hub.publish("between");
        try (RawConnection again = RawConnection.to(hub)) {
            awaitFree("k");
            again.send(chunkedHead("test", "k"));
            for (char c : SIX.toCharArray()) again.send(chunk(String.valueOf(c)));
            again.send("0\n\n");
            Answer answer = again.answer();
            assertThat(answer.json().getInt("accepted")).isEqualTo(6);
            assertThat(answer.json().getString("first")).endsWith("-1");
            assertThat(answer.json().getString("last")).endsWith("-7");
        }
        assertThat(contents("test")).containsExactly("1", "2", "3", "between", "4", "5", "6");
    }

    @Test
    void aBodyThatWasCutOffDoesNotGoOnWithAnother() throws Exception {
        sendAndCutOff("test", "k", 3);
        String other = SIX.replace("\n", "\r\n").replace("1", "x");
        refused(retry("/ingest/test", "k", NDJSON, other), 422);
        assertThat(contents("test")).containsExactly("1", "2", "3");
    }

    @Test
    void aMalformedLineIsRefusedAsBefore() throws Exception {
        String broken = SIX.replace("{\"content\":\"5\"}", "{broken");
        HttpResponse<String> first = post("k", NDJSON, broken);
        assertThat(refused(first, 400).getInt("accepted")).isEqualTo(4);
        assertSame(post("k", NDJSON, broken), first);
        hub.restart();
        assertSame(post("k", NDJSON, broken), first);
        refused(post("k", NDJSON, SIX), 422);
        assertThat(contents("test")).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aRequestOfWhichNothingWasTakenLeavesItsKeyFree() throws Exception {
        refused(post("k", JSON, "[{\"content\":\"1\"},"), 400);
        refused(post("k", "application/xml", "<a/>"), 415);
        accepted(post("k", JSON, "[{\"content\":\"1\"}]"));
        assertThat(contents("test")).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource({"application/json, []", "application/x-ndjson, ''"})
    void aRequestThatSaidNothingLeavesItsKeyFree(String type, String empty) throws Exception {
        assertThat(accepted(post("k", type, empty)).getInt("accepted")).isZero();
        accepted(post("k", JSON, "[{\"content\":\"1\"}]"));
        assertThat(contents("test")).containsExactly("1");
    }

    @Test
    void severalKeysAreRefused() throws Exception {
        Answer answer =
                RawConnection.ask(
                        hub,
                        """
                        POST /ingest/test HTTP/1.1
                        Host: localhost
                        Content-Type: text/plain
                        Content-Length: 2
                        Idempotency-Key: one
                        Idempotency-Key: two

                        hi\
                        """);
        refused(answer, 400);
        assertThat(answer.body()).contains("several Idempotency-Key headers");
        assertThat(newest()).isZero();
    }

    @Test
    void whatTheJournalRefusedIsPublishedWhenItCan() throws Exception {
        refuse("5");
        HttpResponse<String> failed = post("/ingest/foreign", "k", NDJSON, SIX);
        assertThat(refused(failed, 503).getInt("accepted")).isEqualTo(4);
        execute("drop trigger refuse");
        JsonObject answer = accepted(post("/ingest/foreign", "k", NDJSON, SIX));
        assertThat(answer.getInt("accepted")).isEqualTo(6);
        assertThat(contents("foreign")).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void aSourceThatReadsAheadPublishesNothingOfAnotherBody() throws Exception {
        refuse("2");
        assertThat(refused(post("/ingest/foreign", "k", NDJSON, SIX), 503).getInt("accepted"))
                .isEqualTo(1); // although all six lines had been read
        execute("drop trigger refuse");
        refused(postSlowly(SIX.replace("6", "x")), 422);
        assertThat(contents("foreign")).containsExactly("1");
        assertThat(postSlowly(SIX).json().getInt("accepted")).isEqualTo(6);
        assertThat(contents("foreign")).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void aSourceThatReadsOnlyAPartIsHeldToTheWholeBody() throws Exception {
        String body = "{\"content\":\"1\"}\n.\nnot read by the source";
        HttpResponse<String> first = post("/ingest/foreign", "k", NDJSON, body);
        assertThat(accepted(first).getInt("accepted")).isEqualTo(1);
        assertSame(post("/ingest/foreign", "k", NDJSON, body), first);
        refused(post("/ingest/foreign", "k", NDJSON, body + " and more"), 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00e4", "a\tb"})
    void aBadKeyIsRefused(String key) throws Exception {
        Answer answer =
                RawConnection.ask(
                        hub,
                        "POST /ingest/test HTTP/1.1\nHost: localhost\nContent-Type: text/plain\n"
                                + "Content-Length: 2\nIdempotency-Key: "
                                + key
                                + "\n\nhi");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(newest()).isZero();
    }

    @Test
    void aKeyMayHave255Characters() throws Exception {
        accepted(post("k ~!".repeat(63) + "end", TEXT, "x"));
        JsonObject problem = refused(post("k".repeat(256), TEXT, "x"), 400);
        assertThat(problem.getString("detail")).contains("1 to 255");
    }

    /// Reads far ahead, and publishes each line for itself, until a line with a full stop.
    public static final class LineByLine implements SourceProvider {
        @Override
        public String type() {
            return "line-by-line";
        }

        @Override
        public Source create(SourceConfig config) {
            return (HttpSource)
                    (request, context) -> {
                        var lines =
                                new BufferedReader(new InputStreamReader(request.body(), UTF_8));
                        String line = lines.readLine();
                        while (line != null && !line.equals(".")) {
                            context.publish(message(line));
                            line = lines.readLine();
                        }
                    };
        }
    }

    private static Message message(String line) throws MalformedRequest {
        try {
            return Message.json(line.getBytes(UTF_8), 0, line.length());
        } catch (MalformedMessage e) {
            throw MalformedRequest.at(e.position(), e.reason());
        }
    }

    /// Sends so many lines in a chunk each, and a half one, and goes away when they are published.
    private void sendAndCutOff(String source, String key, int lines) throws Exception {
        try (StreamRecorder stream = hub.subscribe("?source=" + source);
                RawConnection sender = RawConnection.to(hub)) {
            stream.next("hello");
            sender.send(chunkedHead(source, key));
            for (int i = 1; i <= lines; i++) {
                sender.send(chunk("{\"content\":\"" + i + "\"}\n"));
                stream.next("");
            }
            sender.send(chunk("{\"cont"));
        }
    }

    /// Tries until the request that was cut off has ended.
    private HttpResponse<String> retry(String path, String key, String type, String body)
            throws Exception {
        HttpResponse<String> answer = post(path, key, type, body);
        while (answer.statusCode() == 409) answer = post(path, key, type, body);
        return answer;
    }

    private void awaitFree(String key) throws Exception {
        int status = retry("/ingest/test", key, NDJSON, "another").statusCode();
        assertThat(status).isEqualTo(422);
    }

    private Answer postSlowly(String body) throws IOException {
        try (RawConnection sender = RawConnection.to(hub)) {
            sender.send(chunkedHead("foreign", "k"));
            for (String line : body.split("(?<=\n)")) {
                sender.send(Integer.toHexString(line.length()) + "\n");
                sender.sendBytes(line.getBytes(UTF_8));
                sender.send("\n");
            }
            sender.send("0\n\n");
            return sender.answer();
        }
    }

    private static String chunkedHead(String source, String key) {
        return "POST /ingest/%s HTTP/1.1\nHost: localhost\nIdempotency-Key: %s\nContent-Type: %s\nTransfer-Encoding: chunked\n\n"
                .formatted(source, key, NDJSON);
    }

    /// Its newlines count twice, as they go out as CR LF.
    private static String chunk(String text) {
        long size = text.length() + text.chars().filter(c -> c == '\n').count();
        return Long.toHexString(size) + "\n" + text + "\n";
    }

    private HttpResponse<String> post(String key, String type, String body) throws Exception {
        return post("/ingest/test", key, type, body);
    }

    private HttpResponse<String> post(String path, String key, String type, String body)
            throws Exception {
        return hub.send(
                HttpRequest.newBuilder(hub.uri(path))
                        .header("Content-Type", type)
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
                        .build());
    }

    private HttpResponse<String> postPacked(String key, String body) throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body.getBytes(UTF_8));
        }
        return hub.send(
                HttpRequest.newBuilder(hub.uri("/ingest/test"))
                        .header("Content-Type", NDJSON)
                        .header("Content-Encoding", "gzip")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()))
                        .build());
    }

    private static void assertSame(HttpResponse<String> again, HttpResponse<String> first) {
        assertThat(again.statusCode()).as(again.body()).isEqualTo(first.statusCode());
        assertThat(again.body()).isEqualTo(first.body());
    }

    private static JsonObject accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestHub.object(answer.body());
    }

    private static JsonObject refused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestHub.object(answer.body());
    }

    private static void refused(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    /// Oldest first.
    private List<String> contents(String source) throws Exception {
        return hub
                .getJson("/api/messages?source=" + source)
                .getJsonArray("messages")
                .getValuesAs(JsonObject.class)
                .reversed()
                .stream()
                .map(message -> message.getString("content"))
                .toList();
    }

    private long newest() throws Exception {
        return hub.getJson("/api/status").getJsonNumber("newest").longValue();
    }

    /// Lets the journal fail at a message.
    private void refuse(String content) throws SQLException {
        execute(
                """
                create trigger refuse before insert on block
                when instr(cast(new.body as text), '"content":"%s"')
                begin select raise(abort, 'no space left'); end
                """
                        .formatted(content));
    }

    private void execute(String sql) throws SQLException {
        Path file = hub.data().resolve("journal.db");
        try (Connection second = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = second.createStatement()) {
            statement.execute(sql);
        }
    }
}
