package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.RawConnection;
import heliograph.RawConnection.Answer;
import heliograph.TestHub;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

class HostGuardTest {
    private static TestHub hub;

    @BeforeAll
    static void start(@TempDir Path directory) {
        hub = TestHub.in(directory, "server: { names: [ hub.example, Board.Example ] }");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LOCALHOST:8080",
                "app.localhost",
                "127.0.0.1",
                "127.0.0.1:8080",
                "192.168.1.7:80",
                "[::1]",
                "[::1]:8080",
                "[FE80::1]:8080",
                "hub.example",
                "hub.example:443",
                "HUB.example",
                "board.example"
            })
    void theHubAnswersUnderItsNamesAndUnderAddresses(String host) throws Exception {
        assertThat(get(host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example", "evil.example:8080", "localhost.evil.example", "notlocalhost",
                "127.0.0.1.evil.example", "1.2.3.4.5", "hub.example.evil", "evil-hub.example",
                "[::1].evil", "localhost@evil.example", "evil@localhost"
            })
    void aNameThatWasMadeToPointHereIsRefused(String host) throws Exception {
        Answer answer = get(host);
        assertThat(answer.status()).as(answer.toString()).isIn(400, 403);
        if (answer.status() == 403) {
            assertThat(answer.json().getString("detail")).contains("server.names");
        }
    }

    @Test
    void aNameThatWasMadeToPointHereCannotPostOrListenEither() throws Exception {
        String[] requests = {
            "POST /ingest HTTP/1.1\nHost: evil.example\nContent-Length: 2\n\nhi",
            "GET /api/stream HTTP/1.1\nHost: evil.example\n\n",
            "GET http://evil.example/api/messages HTTP/1.1\nHost: evil.example\n\n",
            "OPTIONS /api/stream HTTP/1.1\nHost: evil.example\n\n"
        };
        for (String request : requests) {
            assertThat(RawConnection.ask(hub, request).status()).as(request).isBetween(400, 403);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:8080   | http://localhost:8080    | 200",
                "hub.example      | https://hub.example      | 200",
                "hub.example      | https://HUB.example      | 200",
                "localhost:8080   | http://localhost:9090    | 403",
                "localhost:8080   | http://localhost         | 403",
                "localhost:8080   | http://evil.example      | 403",
                "localhost:8080   | https://evil.example:8080| 403",
                "localhost:8080   | null                     | 403",
                "localhost:8080   | file://                  | 403",
                "localhost:8080   | nonsense                 | 403",
                "localhost:8080   | http://localhost:8080@evil.example | 403",
                "localhost:8080   | http://[                 | 403"
            })
    void onlyPagesOfTheHubMayPost(String host, String origin, int status) throws Exception {
        assertThat(post(host, "Origin: " + origin + "\n").status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"same-origin, 200", "none, 200", "same-site, 403", "cross-site, 403", "x, 403"})
    void whatTheBrowserSaysAboutThePageCounts(String site, int status) throws Exception {
        assertThat(post("localhost", "Sec-Fetch-Site: " + site + "\n").status()).isEqualTo(status);
    }

    @Test
    void whatIsNoPageMayPost() throws Exception {
        assertThat(post("localhost", "").status()).isEqualTo(200);
    }

    @Test
    void aPageElsewhereMayBeLinkedFrom() throws Exception {
        Answer answer =
                RawConnection.ask(
                        hub, "GET / HTTP/1.1\nHost: localhost\nSec-Fetch-Site: cross-site\n\n");
        assertThat(answer.status()).isEqualTo(200);
    }

    private static Answer get(String host) throws Exception {
        return RawConnection.ask(hub, "GET /health/live HTTP/1.1\nHost: " + host + "\n\n");
    }

    private static Answer post(String host, String headers) throws Exception {
        return RawConnection.ask(
                hub,
                "POST /ingest HTTP/1.1\nHost: %s\nContent-Length: 2\n%s\nhi"
                        .formatted(host, headers));
    }
}
