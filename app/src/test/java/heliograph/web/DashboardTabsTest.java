package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Many tabs of one browser.
class DashboardTabsTest extends BrowserTest {

    @Test
    void eightTabsAreLiveOverOneConnectionAndPlainRequestsStillGetThrough() throws Exception {
        hub.publishMany("before", 600);
        List<DashboardPage> tabs = Stream.generate(this::openLive).limit(8).toList();
        hub.publish("for everybody");
        for (DashboardPage tab : tabs) tab.assertNewest("for everybody");
        assertThat(hub.subscribers()).hasSize(1);

        long start = System.nanoTime();
        Object status =
                tabs.getLast().page().evaluate("async () => (await fetch('/api/status')).status");
        assertThat(status).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void eachTabFiltersForItself() throws Exception {
        DashboardPage one = openLive();
        DashboardPage other = openLive();
        one.filter().fill("apples");
        hub.publish("apples", "pears");
        assertThat(one.rows()).hasCount(1);
        assertThat(other.rows()).hasCount(2);
    }

    @Test
    void aTabThatWasFrozenHasEverythingWhenItThaws() throws Exception {
        DashboardPage frozen = openLive();
        DashboardPage other = openLive();
        CDPSession session = context.newCDPSession(frozen.page());
        freeze(session, "frozen");
        hub.publishMany("meanwhile", 3000);
        other.assertNewest("meanwhile 3000");
        freeze(session, "active");
        frozen.assertNewest("meanwhile 3000");
        assertThat(frozen.status()).containsText("3,000 held");
    }

    @Test
    void aTabFrozenForLongerThanTheBrowserKeepsSaysWhatItMissedAndFillsIt() throws Exception {
        hub.publish("first");
        DashboardPage frozen = openLive();
        frozen.assertNewest("first");
        DashboardPage other = openLive();
        CDPSession session = context.newCDPSession(frozen.page());
        freeze(session, "frozen");
        for (int i = 1; i <= 5; i++) hub.publishMany("part " + i, 5000);
        other.assertNewest("part 5 5000");
        assertThat(other.status()).containsText("25,001 held");
        freeze(session, "active");
        frozen.assertNewest("part 5 5000");

        frozen.press("Home");
        DashboardPage page = frozen;
        assertThat(page.row("missing")).containsText("this connection was too slow");
        page.row("missing").getByText("load").click();
        assertThat(page.row("missing")).hasCount(0);
        assertThat(page.status()).containsText("25,001 held");
    }

    @Test
    void aBrowserWithoutSharedWorkersHasAConnectionForThePage() throws Exception {
        context.addInitScript("delete globalThis.SharedWorker");
        DashboardPage page = openLive();
        hub.publish("over its own");
        page.assertNewest("over its own");
        openLive();
        assertThat(hub.subscribers()).hasSize(2);
    }

    @Test
    void aWorkerThatDoesNotStartIsReplaced() throws Exception {
        context.route("**/stream-worker.js", route -> route.abort());
        DashboardPage page = openLive();
        hub.publish("all the same");
        page.assertNewest("all the same");
    }

    @Test
    void aReloadShowsTheLastHundredsBeforeAnythingNew() throws Exception {
        hub.publishMany("old", 700);
        DashboardPage page = openLive();
        page.page().reload();
        page.assertNewest("old 700");
        assertThat(page.status()).containsText("500 held");
    }

    private static void freeze(CDPSession session, String state) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("state", state);
        session.send("Page.setWebLifecycleState", parameters);
    }
}
