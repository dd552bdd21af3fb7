package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.MouseButton;
import com.microsoft.playwright.options.ReducedMotion;

import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest;
import java.util.List;

/// For everybody: with keys alone, with a screen reader, with the colours and the calm they need.
class DashboardAccessTest extends BrowserTest {

    @Test
    void axeFindsNothingInTheStreamInEitherTheme() throws Exception {
        DashboardPage page = openLive();
        assertThat(page.hint()).isVisible();
        assertAccessible(page);
        publishEveryLevel();
        page.assertNewest("of level fatal");
        assertAccessible(page);
        page.press("e", "Enter");
        assertThat(page.inspector()).isVisible();
        page.button("Chart took").click();
        assertThat(page.page().locator("number-chart canvas")).isVisible();
        page.filter().fill("/[unclosed/");
        assertThat(page.page().locator(".complaint")).isVisible();
        assertAccessible(page);
    }

    @Test
    void axeFindsNothingInTheMenusAndTheKeys() throws Exception {
        hub.publish("something");
        DashboardPage page = openLive();
        page.page().getByText("Views").click();
        page.page().getByPlaceholder("Name this view").fill("mine");
        page.button("Save").click();
        assertAccessible(page);
        page.press("Escape", "Escape", "?");
        assertThat(page.page().locator("dialog#keys")).isVisible();
        assertAccessible(page);
    }

    @Test
    void axeFindsNothingInFiguresPinsColumnsTheirMenuAndThePalette() throws Exception {
        hub.post("/ingest/app", "application/json", "{\"content\":\"of level error\",\"took\":99}");
        publishEveryLevel();
        DashboardPage page = open(hub.uri("/?columns=took,ok"));
        page.assertNewest("of level fatal");
        page.press("e", "p", "e", "p", "d");
        assertThat(page.inspector()).containsText("− 99");
        assertThat(page.inspector()).containsText("+ 12");
        Locator figures = page.page().getByRole(AriaRole.GROUP, DashboardPage.named("Key figures"));
        assertThat(figures).containsText("Sources well");
        assertAccessible(page);
        page.press("k");
        page.value("12").click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        assertThat(page.page().getByRole(AriaRole.MENU)).isVisible();
        assertAccessible(page);
        page.press("Escape", "Control+k");
        assertThat(page.page().getByRole(AriaRole.OPTION).first()).isVisible();
        assertAccessible(page);
    }

    @Test
    void axeFindsNothingOnTheBoardOnTheSourcesAndOnAPhone() throws Exception {
        publishEveryLevel();
        for (String status : List.of("ok", "warn", "error")) {
            hub.send(
                    HttpRequest.newBuilder(hub.uri("/api/tiles/" + status))
                            .PUT(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"value\":5,\"unit\":\"x\",\"ttl\":0.1,\"status\":\"%s\"}"
                                                    .formatted(status)))
                            .build());
        }
        DashboardPage page = open(hub.uri("/board/main"));
        assertThat(page.page().getByText("no data for")).hasCount(3);
        assertAccessible(page);
        page.page().getByText("Sources").first().click();
        assertThat(page.page().locator("#sources h2")).isVisible();
        assertAccessible(page);
        page.page().setViewportSize(360, 740);
        page.page().getByText("Stream").first().click();
        page.assertNewest("tile");
        page.button("Show").click();
        assertAccessible(page);
    }

    @Test
    void fromTheFirstKeyToTheNewestErrorItsJsonAndBackWithoutAPointer() throws Exception {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        publishEveryLevel();
        hub.publishMany("then", 100);
        DashboardPage page = openLive();
        page.assertNewest("then 100");
        page.press("e");
        page.press("Enter");
        assertThat(page.inspector()).containsText("of level fatal");
        page.press("e");
        assertThat(page.inspector()).containsText("of level error");
        page.press("c");
        assertThat(page.inspector()).containsText("Copied");
        Object copied = page.page().evaluate("() => navigator.clipboard.readText()");
        assertThat(copied.toString()).contains("\"content\":\"of level error\"");
        page.press("Escape");
        assertThat(page.inspector()).isHidden();
        assertThat(page.page().locator(".scroller")).isFocused();
        page.press("Space");
        page.assertLive();
    }

    @Test
    void whateverHasTheFocusShowsIt() throws Exception {
        publishEveryLevel();
        DashboardPage page = openLive();
        page.press("e", "Enter");
        for (int i = 0; i < 40; i++) {
            page.press("Tab");
            Object outline =
                    page.page()
                            .evaluate(
                                    """
                                    () => {
                                      const focused = document.activeElement;
                                      if (!focused || focused === document.body) return 'nothing';
                                      const style = getComputedStyle(focused);
                                      return style.outlineStyle === 'none' ? focused.outerHTML : 'seen';
                                    }
                                    """);
            assertThat(outline).isIn("seen", "nothing");
        }
    }

    @Test
    void nothingMovesForThoseWhoAskedForCalm() throws Exception {
        context.close();
        context = newContext(contextOptions().setReducedMotion(ReducedMotion.REDUCE));
        DashboardPage page = openLive();
        publishEveryLevel();
        page.assertNewest("of level fatal");
        assertThat(page.page().evaluate("() => document.getAnimations().length")).isEqualTo(0);
        page.page()
                .emulateMedia(
                        new Page.EmulateMediaOptions()
                                .setReducedMotion(ReducedMotion.NO_PREFERENCE));
        hub.publish("for the others it glows");
        page.page().waitForFunction("() => document.getAnimations().length > 0");
    }

    @Test
    void aScreenReaderHearsASummaryAndNoMoreThanOneInTenSeconds() throws Exception {
        DashboardPage page = openLive();
        page.page()
                .evaluate(
                        """
                        () => {
                          window.said = [];
                          new MutationObserver(() => said.push(document.getElementById('summary').textContent))
                            .observe(document.getElementById('summary'), { childList: true, characterData: true, subtree: true });
                        }
                        """);
        publishEveryLevel();
        hub.publishMany("many", 50);
        page.assertNewest("many 50");
        publishEveryLevel();
        page.assertNewest("of level fatal");
        assertThat((List<?>) page.page().evaluate("() => said")).hasSizeLessThanOrEqualTo(1);
        assertThat(page.page().locator(".scroller")).hasAttribute("aria-live", "off");
    }

    @Test
    void withForcedColoursLevelsAndTheConnectionCanStillBeTold() throws Exception {
        publishEveryLevel();
        DashboardPage page = openLive();
        page.page()
                .emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        assertThat(page.row("of level error")).containsText("ERR");
        assertThat(page.pill()).containsText("LIVE");
        assertAccessible(page);
    }

    private void publishEveryLevel() throws Exception {
        for (String level : List.of("trace", "debug", "info", "warn", "error", "fatal")) {
            hub.post(
                    "/ingest/app",
                    "application/json",
                    "{\"level\":\"%s\",\"content\":\"of level %s\",\"took\":12,\"ok\":true}"
                            .formatted(level, level));
        }
    }

    /// Contrast of at least 4.5 is among what is looked at.
    private static void assertAccessible(DashboardPage page) {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            List<String> found =
                    new AxeBuilder(page.page())
                            .analyze().getViolations().stream()
                                    .map(DashboardAccessTest::told)
                                    .toList();
            assertThat(found).as(scheme.toString()).isEmpty();
        }
    }

    private static String told(Rule rule) {
        return rule.getId()
                + ": "
                + rule.getHelp()
                + rule.getNodes().stream()
                        .map(node -> "\n  " + node.getHtml() + "\n    " + node.getFailureSummary())
                        .toList();
    }
}
