package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A stream through something that misbehaves, and what the page then says and does.
class DashboardProxyTest extends BrowserTest {
    private MisbehavingProxy proxy;
    private DashboardPage page;

    @Override
    String configuration() {
        return "server: { heartbeat: 1s }"; // or silence would be noticed after half a minute
    }

    @BeforeEach
    void openThroughTheProxy() throws Exception {
        proxy = MisbehavingProxy.before(hub.port());
        hub.publish("before");
        page = open(proxy.uri("/"));
        page.assertLive();
        page.assertNewest("before");
    }

    @AfterEach
    void closeTheProxy() {
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({
        "502, the hub is not behind its proxy",
        "503, the hub takes no streams now",
        "429, too many requests",
        "401, asks for a login",
        "204, no stream at this address"
    })
    void aRefusalIsToldAndOutlived(int status, String told) throws Exception {
        proxy.answer(status, Map.of("Retry-After", "1"));
        assertThat(page.pill()).containsText("RECONNECTING");
        assertThat(page.pill()).containsText("HTTP " + status);
        assertThat(page.pill()).containsText(told);
        hub.publishMany("missed", 20);
        proxy.behave();
        assertEverythingArrives();
    }

    @Test
    void silenceIsToldAndEnded() throws Exception {
        proxy.holdBack();
        hub.publishMany("missed", 20);
        assertThat(page.pill()).containsText("STALE");
        assertThat(page.pill()).containsText("RECONNECTING");
        assertThat(page.pill()).containsText("silent for");
        proxy.behave();
        assertEverythingArrives();
    }

    @Test
    void aProxyThatHoldsTheAnswerBackIsNamed() throws IOException {
        proxy.holdBack();
        proxy.endStreams();
        assertThat(page.pill()).containsText("something in between may hold it back");
        proxy.behave();
        page.assertLive();
    }

    @Test
    void anotherVersionOfTheHubAsksForAReload() {
        assertThat(page.button("Reload this page")).isHidden();
        proxy.rephrase(said -> said.replaceAll("\"version\":\"[^\"]*\"", "\"version\":\"99.0\""));
        proxy.endStreams();
        page.button("Reload this page").click();
        page.assertNewest("before");
    }

    @Test
    void whatComesTwiceIsShownOnce() throws Exception {
        proxy.rephrase(said -> said.contains("twice") ? said + said : said);
        hub.publish("twice");
        hub.publish("after");
        page.assertNewest("after");
        assertThat(page.readEverything()).containsExactly("before", "twice", "after");
    }

    private void assertEverythingArrives() {
        page.page().evaluate("() => dispatchEvent(new Event('online'))"); // no long pause, then
        page.assertLive();
        page.assertNewest("missed 20");
        List<String> expected =
                IntStream.rangeClosed(0, 20)
                        .mapToObj(i -> i == 0 ? "before" : "missed " + i)
                        .toList();
        assertThat(page.readEverything()).containsExactlyElementsOf(expected);
    }
}
