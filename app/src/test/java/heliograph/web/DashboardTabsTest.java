package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

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
    void aTabThatStandsStillHasEverythingWhenItMovesOn() throws Exception {
        DashboardPage page = openLive();
        standStill(page);
        hub.publishMany("meanwhile", 3000);
        awaitWorker();
        page.assertNewest("meanwhile 3000");
        assertThat(page.status()).containsText("3,000 held");
    }

    @Test
    void oneThatStoodForLongerThanTheBrowserKeepsSaysWhatItMissedAndFillsIt() throws Exception {
        hub.publish("first");
        DashboardPage page = openLive();
        page.assertNewest("first");
        standStill(page);
        for (int i = 1; i <= 5; i++) hub.publishMany("part " + i, 5000);
        awaitWorker();
        page.assertNewest("part 5 5000");

        page.filter().fill("first"); // a gap concerns everybody
        assertThat(page.row("missing: this connection was too slow")).hasCount(1);
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

    /// Keeps the page's own thread busy for some seconds; the worker, which it shares with other
    /// tabs, goes on.
    private static void standStill(DashboardPage page) {
        page.page()
                .evaluate(
                        """
                        () => {
                          setTimeout(() => {
                            const end = Date.now() + 5000;
                            while (Date.now() < end);
                          }, 0);
                        }
                        """);
    }

    /// Until the browser has taken everything there is.
    private void awaitWorker() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (hub.subscribers().getFirst().getInt("behind") > 0) {
            assertThat(System.nanoTime()).as("the worker reads").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
