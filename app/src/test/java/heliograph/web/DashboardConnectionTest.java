package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A connection that breaks, and what the page then says and does.
class DashboardConnectionTest extends BrowserTest {
    private CuttableLine line;

    @BeforeEach
    void connect() throws IOException {
        line = CuttableLine.to(hub.port());
    }

    @AfterEach
    void disconnect() {
        line.close();
    }

    @Test
    void aThousandMessagesPostedWhileTheLineIsCutAreAllThereAfterwards() throws Exception {
        hub.publish("before");
        DashboardPage page = open(line.uri("/"));
        page.assertLive();
        page.assertNewest("before");

        line.cut();
        assertThat(page.pill()).containsText("RECONNECTING");
        hub.publishMany("missed", 1000);
        line.mend();

        page.assertLive();
        page.assertNewest("missed 1000");
        assertThat(page.readEverything()).containsExactlyElementsOf(texts("before", "missed"));
    }

    @Test
    void aPlainEventSourceHasThemTooOnceAndInOrder() throws Exception {
        hub.publish("history");
        DashboardPage page = open(line.uri("/"));
        page.page()
                .evaluate(
                        """
                        () => new Promise(opened => {
                          window.heard = [];
                          window.source = new EventSource('/api/stream');
                          source.onmessage = event => heard.push(JSON.parse(event.data).content);
                          source.addEventListener('hello', opened);
                        })
                        """);
        hub.publish("before");
        page.page().waitForFunction("() => heard.length === 1");

        line.cut();
        page.page().waitForFunction("() => source.readyState === EventSource.CONNECTING");
        hub.publishMany("missed", 1000);
        line.mend();
        hub.publish("after");

        page.page().waitForFunction("() => heard.includes('after')");
        List<String> expected = new ArrayList<>(texts("before", "missed"));
        expected.add("after");
        assertThat((List<?>) page.page().evaluate("() => heard")).isEqualTo(expected);
    }

    @Test
    void aLineThatIsCutAgainAndAgainWhileMessagesPourInLosesNothing() throws Exception {
        DashboardPage page = open(line.uri("/"));
        page.assertLive();
        for (int round = 1; round <= 3; round++) {
            hub.publishMany("round " + round, 400);
            line.cut();
            assertThat(page.pill()).containsText("RECONNECTING");
            line.mend();
            page.assertLive();
        }
        page.assertNewest("round 3 400");
        List<String> expected =
                IntStream.rangeClosed(1, 3)
                        .boxed()
                        .flatMap(round -> numbered("round " + round, 400))
                        .toList();
        assertThat(page.readEverything()).containsExactlyElementsOf(expected);
    }

    @Test
    void aHubThatStopsIsMissedAndFoundAgainWithoutAReload() throws Exception {
        hub.publish("before");
        DashboardPage page = openLive();
        page.assertNewest("before");
        int port = hub.goAway();
        assertThat(page.pill()).containsText("RECONNECTING");
        assertThat(page.row("before")).isVisible();
        hub.comeBack(port);
        page.assertLive();
        hub.publish("after");
        page.assertNewest("after");
        assertThat(page.readEverything())
                .containsExactly("before", "the hub was restarted", "after");
    }

    @Test
    void aHeldListSaysThatItLostItsConnection() throws Exception {
        hub.publish("before");
        DashboardPage page = open(line.uri("/"));
        page.assertNewest("before");
        page.press("Space");
        page.assertHeld();
        line.cut();
        assertThat(page.pill()).containsText("RECONNECTING");
        hub.publishMany("missed", 20);
        line.mend();
        assertThat(page.pill()).hasText("HELD +20");
    }

    @Test
    void anotherJournalIsALineInTheList() throws Exception {
        hub.publish("of the old journal");
        DashboardPage page = openLive();
        page.assertNewest("of the old journal");
        int port = hub.goAway();
        delete(hub.data());
        hub.comeBack(port);
        hub.publish("of the new journal");
        page.assertNewest("of the new journal");
        assertThat(page.readEverything())
                .satisfiesExactly(
                        old -> assertThat(old).isEqualTo("of the old journal"),
                        restart -> assertThat(restart).isEqualTo("the hub was restarted"),
                        gap -> assertThat(gap).contains("another journal"),
                        fresh -> assertThat(fresh).isEqualTo("of the new journal"));
        assertThat(page.status()).containsText("2 held");
    }

    private static List<String> texts(String first, String prefix) {
        return Stream.concat(Stream.of(first), numbered(prefix, 1000)).toList();
    }

    private static Stream<String> numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + " " + i);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
