package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest;
import java.util.regex.Pattern;

/// Tiles, to be read from across the room.
class DashboardBoardTest extends BrowserTest {
    @Override
    String configuration() {
        return """
        tiles:
          - { id: errors, title: Errors, level: error, window: 5m, warn: 1, error: 3 }
          - { id: took, title: Took, show: last, source: app, field: took, unit: ms }
        boards:
          - { name: ops, tiles: [ errors, took, queue ] }
          - { name: quiet, tiles: [ took ] }
        """;
    }

    @Test
    void aTileThatIsPutAppearsChangesAndGrowsOld() throws Exception {
        DashboardPage page = open(hub.uri("/board/everything?tv=1"));
        assertThat(tile(page, "Errors")).isVisible();
        put("queue", "{\"title\":\"Queue\",\"value\":17,\"unit\":\"jobs\",\"ttl\":2}");
        Locator queue = tile(page, "Queue");
        assertThat(queue.locator(".value")).hasText("17");
        Object size =
                queue.locator(".value")
                        .evaluate("value => parseFloat(getComputedStyle(value).fontSize)");
        assertThat(((Number) size).doubleValue()).as("px, for five metres").isGreaterThan(60);

        put("queue", "{\"title\":\"Queue\",\"value\":20,\"unit\":\"jobs\",\"ttl\":2}");
        assertThat(queue.locator(".value")).hasText("20");
        assertThat(queue.locator(".delta")).hasText("▲ 3");
        assertThat(queue).containsText("no data for");

        queue.click();
        assertThat(page.rows()).hasCount(2);
        page.assertNewest("Queue: 20 jobs");
    }

    @Test
    void aTileCountsWhatThePageDoesNotHoldToo() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 800; i++) lines.append("{\"level\":\"error\",\"n\":" + i + "}\n");
        hub.post("/ingest/app", "application/x-ndjson", lines.toString());
        DashboardPage page = open(hub.uri("/board/ops"));
        assertThat(tile(page, "Errors").locator(".value")).hasText("800");
    }

    @Test
    void tilesMadeOfTheStreamCountWhatWasAndWhatComes() throws Exception {
        error("one");
        error("two");
        DashboardPage page = open(hub.uri("/board/ops"));
        Locator errors = tile(page, "Errors");
        assertThat(errors.locator(".value")).hasText("2");
        assertThat(errors).hasAttribute("aria-label", Pattern.compile("warn"));
        error("three");
        assertThat(errors.locator(".value")).hasText("3");
        assertThat(errors).hasAttribute("aria-label", Pattern.compile("error"));
        hub.post("/ingest/app", "application/json", "{\"took\":12.5}");
        assertThat(tile(page, "Took").locator(".value")).hasText("12.5");

        errors.click();
        assertThat(page.rows()).hasCount(3);
        assertThat(page.page()).hasURL(Pattern.compile("level=error.*since="));
        page.page().goBack();
        assertThat(tile(page, "Errors").locator(".value")).hasText("3");
    }

    @Test
    void tilesWithoutAConnectionDoNotLookAsIfTheyWereLive() throws Exception {
        put("queue", "{\"title\":\"Queue\",\"value\":17}");
        DashboardPage page = open(hub.uri("/board/ops"));
        assertThat(tile(page, "Queue").locator(".value")).hasText("17");
        int port = hub.goAway();
        assertThat(tile(page, "Queue")).containsText("no connection to the hub");
        hub.comeBack(port);
        assertThat(tile(page, "Queue")).not().containsText("no connection to the hub");
        put("queue", "{\"title\":\"Queue\",\"value\":18}");
        assertThat(tile(page, "Queue").locator(".value")).hasText("18");
    }

    @Test
    void aWallScreenGoesFromBoardToBoardUntilSomebodyLeavesIt() {
        DashboardPage page = open(hub.uri("/board/ops?tv=1&rotate=1"));
        assertThat(tile(page, "Errors")).isVisible();
        assertThat(page.pill()).isHidden();
        assertThat(page.page()).hasURL(Pattern.compile("/board/quiet"));
        assertThat(tile(page, "Errors")).isHidden();
        page.press("Escape");
        page.assertLive();
    }

    @Test
    void anEmptyBoardSaysHowToPutATile() throws Exception {
        DashboardPage page = open(hub.uri("/board/quiet"));
        assertThat(tile(page, "Took")).containsText("–");
        page.press("b");
        assertThat(page.hint()).isVisible();
        page.press("b");
        assertThat(page.page()).hasURL(Pattern.compile("/board/main"));
    }

    private static Locator tile(DashboardPage page, String title) {
        return page.page()
                .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Board"))
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(Pattern.compile("^" + title + ":")));
    }

    private void error(String text) throws Exception {
        hub.post(
                "/ingest/app",
                "application/json",
                "{\"level\":\"error\",\"content\":\"%s\"}".formatted(text));
    }

    private void put(String id, String body) throws Exception {
        assertThat(
                        hub.send(
                                        HttpRequest.newBuilder(hub.uri("/api/tiles/" + id))
                                                .PUT(HttpRequest.BodyPublishers.ofString(body))
                                                .build())
                                .statusCode())
                .isEqualTo(200);
    }
}
