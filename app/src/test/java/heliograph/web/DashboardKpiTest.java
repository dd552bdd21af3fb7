package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The figures above the list, and the ticks beside it.
class DashboardKpiTest extends BrowserTest {

    @Test
    void theFiguresSayHowMuchComesAndWhatIsWrong() throws Exception {
        hub.publish("calm");
        DashboardPage page = openLive();
        assertThat(figure(page, "Errors in 5 min")).containsText("0");
        assertThat(figure(page, "Sources well")).containsText(Pattern.compile("\\d+/\\d+"));
        for (int i = 0; i < 3; i++) {
            hub.post(
                    "/ingest/web",
                    "application/json",
                    "{\"level\":\"error\",\"content\":\"number %d\"}".formatted(i));
        }
        assertThat(figure(page, "Errors in 5 min")).containsText("3");
        assertThat(figure(page, "Lag")).containsText(Pattern.compile("\\d+ms"));
        assertThat(figure(page, "Messages").locator(".value"))
                .hasText(Pattern.compile("^0\\.[3-9]|^1"));
        assertThat(figure(page, "Messages").getByRole(AriaRole.LINK)).hasCount(0);
        assertThat(figure(page, "Lag").getByRole(AriaRole.LINK)).hasCount(0);
        figure(page, "Errors in 5 min").click();
        assertThat(page.rows()).hasCount(3);
        assertThat(page.page()).hasURL(Pattern.compile("level=error&since="));
        figure(page, "Sources well").click();
        assertThat(page.page()).hasURL(Pattern.compile("/sources$"));
    }

    @Test
    void aTileThatIsPutIsAFigureUntilItIsRemoved() throws Exception {
        hub.publish("calm");
        DashboardPage page = openLive();
        assertThat(figure(page, "Lag")).isVisible();
        tile("PUT", "{\"title\":\"Queue\",\"value\":17,\"unit\":\"jobs\",\"status\":\"warn\"}");
        assertThat(figure(page, "Queue")).containsText("17");
        tile("PUT", "{\"title\":\"Queue\",\"value\":18,\"unit\":\"jobs\"}");
        assertThat(figure(page, "Queue")).containsText("18");
        tile("DELETE", "");
        assertThat(figure(page, "Queue")).hasCount(0);
    }

    @Test
    void aNewValueOfATileThatHasNoRoomAsksTheHubForNothing() throws Exception {
        hub.publish("calm");
        for (int i = 1; i <= 7; i++)
            tile("PUT", "t" + i, "{\"title\":\"T%d\",\"value\":1}".formatted(i));
        DashboardPage page = openLive();
        assertThat(strip(page).locator("hub-tile")).hasCount(10);
        List<String> asked = new ArrayList<>();
        page.page()
                .onRequest(
                        request -> {
                            if (request.url().endsWith("/api/tiles")) asked.add(request.url());
                        });
        for (int i = 7; i >= 1; i--)
            tile("PUT", "t" + i, "{\"title\":\"T%d\",\"value\":25}".formatted(i));
        Locator renewed =
                strip(page)
                        .locator("hub-tile")
                        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("T\\d25")));
        assertThat(renewed).hasCount(6);
        assertThat(asked).isEmpty();
    }

    @Test
    void theLagForgetsAClockThatWasPutRight() {
        DashboardPage page = openLive();
        assertThat(page.page().evaluate(LAG_AFTER_A_STEP)).isEqualTo(List.of(5_000, 0));
    }

    /// This clock is put forward by 5 s: the lag soon after, and when minutes have passed.
    private static final String LAG_AFTER_A_STEP =
            """
            async () => {
              const { DeliveryLag } = await import(document.querySelector('script[src$="main.js"]').src.replace('main.js', 'kpi/delivery-lag.js'));
              const lag = new DeliveryLag();
              const send = (from, to, step) => {
                for (let at = from; at < to; at += 100) lag.count({ arrivedAt: at - 10 }, at + step);
                return lag.worst(to + step);
              };
              send(0, 60_000, 0);
              return [send(60_000, 120_000, 5_000), send(120_000, 600_000, 5_000)];
            }
            """;

    @Test
    void theFiguresAreFoldedAwayWithAKeyAndStaySo() throws Exception {
        hub.publish("calm");
        DashboardPage page = openLive();
        assertThat(strip(page)).isVisible();
        page.press("i");
        assertThat(strip(page)).isHidden();
        page.page().reload();
        page.assertNewest("calm");
        assertThat(page.button("figures")).hasAttribute("aria-pressed", "false");
        assertThat(page.page().locator(".gutter")).isVisible();
        assertThat(strip(page)).isHidden();
        page.button("figures").click();
        assertThat(figure(page, "Lag")).isVisible();
    }

    @Test
    void figuresThatCannotBeLoadedAreSaidAndTriedAgain() throws Exception {
        hub.publish("calm");
        context.route("**/kpi-strip.js", route -> route.abort());
        DashboardPage page = openLive();
        assertThat(page.page().getByText("could not be loaded")).isVisible();
        assertThat(strip(page)).isHidden();
        context.unroute("**/kpi-strip.js");
        page.button("figures").click();
        assertThat(figure(page, "Lag")).isVisible();
    }

    @Test
    void aViewThatCannotBeLoadedIsSaidWhereOneLooksAndTriedAgain() {
        DashboardPage page = openLive();
        context.route("**/sources-view.js", route -> route.abort());
        Locator sources =
                page.page().getByRole(AriaRole.LINK, DashboardPage.named("Sources").setExact(true));
        sources.click();
        assertThat(page.page().getByText("could not be loaded")).isVisible();
        context.unroute("**/sources-view.js");
        sources.click();
        assertThat(page.page().locator("#sources h2")).isVisible();
    }

    @Test
    void theGutterShowsWhereErrorsAndMarksAreAndAClickGoesThere() throws Exception {
        hub.publishMany("before", 200);
        hub.post("/ingest/web", "application/json", "{\"level\":\"fatal\",\"content\":\"boom\"}");
        hub.publishMany("after", 200);
        DashboardPage page = openLive();
        page.assertNewest("after 200");
        page.page().waitForFunction("() => (" + TICKS + ")('--error').length > 0");
        double at =
                ((Number) page.page().evaluate("() => (" + TICKS + ")('--error')[0]"))
                        .doubleValue();
        assertThat(at).as("of the height").isBetween(0.47, 0.53);
        Locator gutter = page.page().locator(".gutter");
        double height = gutter.boundingBox().height;
        gutter.click(new Locator.ClickOptions().setPosition(5, height * at));
        page.assertHeld();
        assertThat(page.row("boom")).isInViewport();
        page.press("e", "m", "k");
        page.page().waitForFunction("() => (" + TICKS + ")('--text').length > 0");
    }

    /// Where ticks of a colour are, from 0 at the top to 1.
    private static final String TICKS =
            """
            name => {
              const gutter = document.querySelector('.gutter');
              if (!gutter || gutter.hidden || gutter.width === 0) return [];
              const probe = document.createElement('canvas').getContext('2d');
              probe.fillStyle = getComputedStyle(gutter).getPropertyValue(name);
              probe.fillRect(0, 0, 1, 1);
              const wanted = probe.getImageData(0, 0, 1, 1).data.join();
              const { data, width, height } = gutter.getContext('2d').getImageData(0, 0, gutter.width, gutter.height);
              const found = [];
              for (let y = 0; y < height; y++) {
                const at = (y * width + width - 2) * 4;
                if ([...data.slice(at, at + 4)].join() === wanted) found.push(y / height);
              }
              return found;
            }
            """;

    private void tile(String method, String body) throws Exception {
        tile(method, "queue", body);
    }

    private void tile(String method, String id, String body) throws Exception {
        hub.send(
                HttpRequest.newBuilder(hub.uri("/api/tiles/" + id))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static Locator strip(DashboardPage page) {
        return page.page().getByRole(AriaRole.GROUP, DashboardPage.named("Key figures"));
    }

    private static Locator figure(DashboardPage page, String title) {
        return strip(page)
                .locator("hub-tile")
                .filter(new Locator.FilterOptions().setHasText(title));
    }
}
