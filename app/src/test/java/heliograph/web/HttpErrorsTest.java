package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.LogRecorder;
import heliograph.RawConnection;
import heliograph.RawConnection.Answer;
import heliograph.TestHub;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;

/// Whatever a client does wrong has an answer that says so, in one format, and is no warning in the
/// log.
class HttpErrorsTest {
    private static final String HOST = "Host: localhost\n";

    private static TestHub hub;
    private LogRecorder log;

    @BeforeAll
    static void start(@TempDir Path directory) {
        hub = TestHub.in(directory);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api",
                "/api/",
                "/api/streams",
                "/ingest/a/b",
                "/ui/",
                "/ui/9.9/app.js",
                "/health",
                "/favicon.ico",
                "/%2e%2e/etc/passwd",
                "/..",
                "/a/../../etc/passwd"
            })
    void aPathThatIsNotThereIsSaid(String path) throws Exception {
        Answer answer = ask("GET " + path + " HTTP/1.1\n" + HOST + "\n");
        assertProblem(answer, 404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/                    | GET, HEAD, OPTIONS",
                "/ui/1/app.js         | GET, HEAD, OPTIONS",
                "/api/stream          | GET, HEAD, OPTIONS",
                "/api/messages        | GET, HEAD, OPTIONS",
                "/api/sources         | GET, HEAD, OPTIONS",
                "/api/sources/stream  | GET, HEAD, OPTIONS",
                "/api/sources/x/pause | POST, OPTIONS",
                "/api/sources/x/resume | POST, OPTIONS",
                "/api/sources/x/restart | POST, OPTIONS",
                "/api/status          | GET, HEAD, OPTIONS",
                "/health/live         | GET, HEAD, OPTIONS",
                "/health/ready        | GET, HEAD, OPTIONS",
                "/metrics             | GET, HEAD, OPTIONS",
                "/ingest              | POST, OPTIONS",
                "/ingest/backup       | POST, OPTIONS",
            })
    void everyRouteSaysWhichMethodsItTakes(String path, String allowed) throws Exception {
        Answer options = ask("OPTIONS " + path + " HTTP/1.1\n" + HOST + "\n");
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo(allowed);
        assertSecure(options);
        String other = allowed.startsWith("POST") ? "GET" : "POST";
        for (String method : new String[] {other, "DELETE", "PUT", "PATCH", "BREW"}) {
            Answer answer = ask(method + " " + path + " HTTP/1.1\n" + HOST + "\n");
            assertProblem(answer, 405);
            assertThat(answer.header("Allow")).isEqualTo(allowed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/stream",
                "/api/messages",
                "/api/sources",
                "/api/sources/stream",
                "/api/status",
                "/health/live",
                "/health/ready",
                "/metrics"
            })
    void headIsAnsweredAsGetWithoutItsBody(String path) throws Exception {
        try (RawConnection connection = RawConnection.to(hub)) {
            connection.send("HEAD " + path + " HTTP/1.1\n" + HOST + "\n");
            Answer head = connection.answerWithoutBody();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Type")).isNotEmpty();
            assertSecure(head);
            connection.send("GET /health/live HTTP/1.1\n" + HOST + "\n");
            assertThat(connection.answer().body()).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void headOfWhatIsNotThereHasNoBodyEither() throws Exception {
        try (RawConnection connection = RawConnection.to(hub)) {
            connection.send("HEAD /nothing HTTP/1.1\n" + HOST + "\n");
            assertThat(connection.answerWithoutBody().status()).isEqualTo(404);
            connection.send("GET /health/live HTTP/1.1\n" + HOST + "\n");
            assertThat(connection.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void aStreamIsForThoseWhoAcceptOne() throws Exception {
        Answer answer = ask("GET /api/stream HTTP/1.1\n" + HOST + "Accept: application/json\n\n");
        assertProblem(answer, 406);
        assertThat(answer.json().getString("detail")).contains("text/event-stream");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/stream?sorce=a", "/api/stream?level=eror", "/api/stream?source=a%20b",
                "/api/stream?last=-1", "/api/stream?last=many", "/api/stream?last=99999999999",
                "/api/stream?since=yesterday", "/api/stream?lag=never", "/api/messages?limit=0",
                "/api/messages?limit=10001", "/api/messages?limit=1.5", "/api/messages?x",
                "/api/messages?level=%zz", "/api/messages?level=%", "/api/messages?=&&="
            })
    void aQueryThatCannotBeReadIsRefused(String path) throws Exception {
        Answer answer = ask("GET " + path + " HTTP/1.1\n" + HOST + "\n");
        assertProblem(answer, 400);
    }

    @Test
    void aWrongQueryIsToldTheNearName() throws Exception {
        assertThat(
                        ask("GET /api/stream?sorce=a HTTP/1.1\n" + HOST + "\n")
                                .json()
                                .getString("detail"))
                .contains("did you mean 'source'?");
        assertThat(
                        ask("GET /api/stream?level=eror HTTP/1.1\n" + HOST + "\n")
                                .json()
                                .getString("detail"))
                .contains("did you mean 'error'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/stream?since=9999-12-31T23:59:59Z",
                "/api/stream?since=%2B999999999-12-31T23:59:59Z",
                "/api/stream?since=-999999999-01-01T00:00:00Z",
                "/api/stream?since=9000000000000000000ms",
                "/api/stream?since=1000000w"
            })
    void aTimeFarAwayIsNoMistake(String path) throws Exception {
        try (RawConnection connection = RawConnection.to(hub)) {
            connection.send("HEAD " + path + " HTTP/1.1\n" + HOST + "\n");
            assertThat(connection.answerWithoutBody().status()).isEqualTo(200);
        }
        try (var stream = hub.subscribe(path.substring("/api/stream".length()))) {
            stream.next("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\n\n",
                "GET\n\n",
                "GET /\n\n",
                "GET / HTTP/2.7\nHost: localhost\n\n",
                "GET / HTPP/1.1\nHost: localhost\n\n",
                "GET / HTTP/1.1\nHost localhost\n\n",
                "GET / HTTP/1.1\nA B: x\nHost: localhost\n\n",
                "GET / HTTP/1.1\nX: a\u0000b\nHost: localhost\n\n",
                "GET /%zz HTTP/1.1\nHost: localhost\n\n",
                "GET /\u0001 HTTP/1.1\nHost: localhost\n\n",
                "GET /<script> HTTP/1.1\nHost: localhost\n\n",
                "GET / HTTP/1.1\n\n",
                "POST /ingest HTTP/1.1\nHost: localhost\nContent-Length: x\n\nhi",
                "POST /ingest HTTP/1.1\nHost: localhost\nContent-Length: -1\n\nhi",
                "POST /ingest HTTP/1.1\nHost: localhost\nContent-Length: 99999999999999999999\n\nhi"
            })
    void whatIsNoRequestIsRefusedAndTheConnectionClosed(String request) throws Exception {
        try (RawConnection connection = RawConnection.to(hub)) {
            connection.send(request);
            Answer answer = connection.answer();
            assertThat(answer.status()).as(answer.toString()).isBetween(400, 505).isNotEqualTo(500);
            assertProblem(answer, answer.status());
            assertThat(answer.body()).doesNotContain("io.helidon", "java.", "<script>");
            assertThat(connection.isClosedByHub()).isTrue();
        }
    }

    @Test
    void aRequestLineOrHeadersWithoutEndAreRefused() throws Exception {
        for (String request :
                new String[] {
                    "GET /" + "x".repeat(100_000) + " HTTP/1.1\n" + HOST + "\n",
                    "GET / HTTP/1.1\n" + HOST + "X: " + "x".repeat(100_000) + "\n\n",
                    "GET / HTTP/1.1\n" + HOST + "X: x\n".repeat(50_000) + "\n"
                }) {
            try (RawConnection connection = RawConnection.to(hub)) {
                connection.send(request);
                assertThat(connection.answer().status()).isBetween(400, 431);
            } catch (IOException _) {
                // closed while it was still being sent, and the answer lost with it
            }
        }
    }

    @Test
    void anOlderHttpIsRefused() throws Exception {
        Answer answer = ask("GET /health/live HTTP/1.0\n" + HOST + "\n");
        assertProblem(answer, 505);
        assertThat(answer.json().getString("detail")).contains("HTTP/1.1", "proxy_http_version");
    }

    @Test
    void aConnectionThatIsToBeClosedIsClosed() throws Exception {
        for (String path : new String[] {"/health/live", "/nothing", "/api/stream?x=1"}) {
            try (RawConnection connection = RawConnection.to(hub)) {
                connection.send("GET " + path + " HTTP/1.1\n" + HOST + "Connection: close\n\n");
                connection.answer();
                assertThat(connection.isClosedByHub()).isTrue();
            }
        }
    }

    @Test
    void requestsMayFollowEachOtherWithoutWaiting() throws Exception {
        try (RawConnection connection = RawConnection.to(hub)) {
            connection.send(("GET /health/live HTTP/1.1\n" + HOST + "\n").repeat(3));
            for (int i = 0; i < 3; i++) assertThat(connection.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void aRefusedPostDoesNotSpoilTheNextRequest() throws Exception {
        try (RawConnection connection = RawConnection.to(hub)) {
            connection.send(
                    "POST /nothing HTTP/1.1\n"
                            + HOST
                            + "Content-Length: 5\n\nhello"
                            + "GET /health/live HTTP/1.1\n"
                            + HOST
                            + "\n");
            assertThat(connection.answer().status()).isEqualTo(404);
            assertThat(connection.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void goodAnswersAreSecureToo() throws Exception {
        for (String path :
                new String[] {"/", "/api/messages", "/api/sources", "/api/status", "/metrics"}) {
            Answer answer = ask("GET " + path + " HTTP/1.1\n" + HOST + "\n");
            assertThat(answer.status()).isEqualTo(200);
            assertSecure(answer);
        }
        try (RawConnection connection = RawConnection.to(hub)) {
            connection.send("GET /api/stream HTTP/1.1\n" + HOST + "\n");
            assertSecure(connection.answerWithoutBody());
        }
    }

    private static Answer ask(String request) throws IOException {
        return RawConnection.ask(hub, request);
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().getInt("status")).isEqualTo(status);
        assertThat(answer.json().getString("title")).isNotEmpty();
        assertThat(answer.json().getString("detail")).isNotEmpty();
        assertSecure(answer);
    }

    private static void assertSecure(Answer answer) {
        assertThat(answer.header("X-Content-Type-Options"))
                .as(answer.toString())
                .isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    }
}
