package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What is older than the page holds, and how to point at it.
class DashboardHistoryTest extends BrowserTest {

    @Test
    void theBarsCountWhatThePageDoesNotHoldToo() throws Exception {
        hub.publishMany("message", 1_200);
        DashboardPage page = openLive();
        page.assertNewest("message 1200");
        assertThat(page.histogram()).containsText("1,200 since");
        hub.publish("one more");
        assertThat(page.histogram()).containsText("1,201 since");
    }

    @Test
    void scrollingBackReadsOnUntilTheVeryFirstMessage() throws Exception {
        hub.publishMany("old", 2500);
        DashboardPage page = openLive();
        assertThat(page.status()).containsText("500 held");
        for (String held : List.of("1,000", "1,500", "2,000", "2,500")) {
            page.press("Home");
            assertThat(page.status()).containsText(held + " held");
        }
        page.press("Home");
        assertThat(page.rows().first()).hasText(Pattern.compile("old 1\\s*$"));
        assertThat(page.readEverything()).hasSize(2500).startsWith("old 1").endsWith("old 2500");
        assertThat(page.status()).containsText("2,500 held");
    }

    @Test
    void whatOnlyTheJournalHasIsFoundToo() throws Exception {
        hub.publish("a needle in the hay");
        hub.publishMany("hay", 800);
        DashboardPage page = openLive();
        page.filter().fill("needle");
        assertThat(page.rows()).hasCount(1);
        assertThat(page.row("a needle in the hay")).isVisible();
        page.filter().fill("haystack");
        assertThat(page.page().getByText("Nothing matches, here or in the journal")).isVisible();
        page.filter().fill("need");
        page.button("Words that begin with need").click();
        assertThat(page.rows()).hasCount(1);
        assertThat(page.filter()).hasValue("need*");
    }

    @Test
    void aLinkLeadsToAMessageAndWhatStoodAroundIt() throws Exception {
        List<String> ids = hub.publish("first");
        hub.publishMany("line", 900);
        String id = ids.getFirst().replaceAll("-\\d+$", "-301");
        DashboardPage page = open(hub.uri("/#" + id));
        assertThat(page.inspector()).containsText("\"line 300\"");
        assertThat(page.row("line 300")).isInViewport();
        assertThat(page.status()).containsText("101 shown");
        assertThat(page.button("Only 251 to 351: show all")).isVisible();

        page.press("Escape", "G");
        page.assertLive();
        page.assertNewest("line 900");
    }

    @Test
    void fiftyBeforeAndBehindAMessageAreOneKeyAway() throws Exception {
        hub.publishMany("a", 60);
        hub.publish("the one");
        hub.publishMany("b", 100);
        DashboardPage page = openLive();
        page.filter().fill("\"the one\"");
        page.row("the one").click();
        page.press("a");
        assertThat(page.status()).containsText("101 shown");
        assertThat(page.filter()).hasValue("");
        assertThat(page.row("the one")).isInViewport();
        page.press("Escape", "Escape");
        assertThat(page.status()).containsText("161 shown");
    }

    @Test
    void aStretchOfTimeIsBrushedWithAPointerOrWithKeysAndLeftWithOne() throws Exception {
        hub.publishMany("now", 30);
        DashboardPage page = openLive();
        Locator histogram = page.histogram();
        histogram.focus();
        page.press("ArrowLeft");
        assertThat(histogram)
                .hasAttribute(
                        "aria-valuetext", Pattern.compile("\\d\\d:\\d\\d:\\d\\d: \\d+ messages"));
        page.press("Shift+ArrowLeft", "Enter");
        assertThat(page.status()).containsText("30 shown");
        assertThat(page.page()).hasURL(Pattern.compile("since=.*until="));
        String view = page.page().url();

        page.press("G");
        page.assertLive();
        assertThat(page.range()).isHidden();

        double width = histogram.boundingBox().width;
        histogram.hover(new Locator.HoverOptions().setPosition(width * 0.2, 20));
        page.page().mouse().down();
        histogram.hover(new Locator.HoverOptions().setPosition(width * 0.5, 20));
        page.page().mouse().up();
        assertThat(page.status()).containsText("0 shown");
        assertThat(page.page().getByText("Nothing matches")).isVisible();

        DashboardPage other = open(URI.create(view));
        assertThat(other.range()).isVisible();
        assertThat(other.row("now 30")).isVisible();
        assertThat(other.page()).hasURL(view);
    }

    @Test
    void whatIsShownIsExportedWithQuotesAndLines() throws Exception {
        hub.publishMany("hay", 20);
        post("{\"content\":\"say \\\"hi\\\", twice\\nand again\",\"n\":1}");
        post("{\"content\":\"=SUM(A1)\",\"n\":2}");
        DashboardPage page = openLive();
        page.filter().fill("n:*");
        assertThat(page.status()).containsText("2 shown");
        page.page().getByText("Export", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(export(page, "CSV"))
                .contains("\"say \"\"hi\"\", twice\nand again\"", "'=SUM(A1)")
                .doesNotContain("hay");
        assertThat(page.page().getByText("2 messages")).isVisible();
        assertThat(export(page, "NDJSON").lines()).hasSize(2);
    }

    private static String export(DashboardPage page, String format) throws Exception {
        Download download = page.page().waitForDownload(() -> page.button(format).click());
        assertThat(download.suggestedFilename()).endsWith(format.toLowerCase(Locale.ROOT));
        return Files.readString(download.path(), UTF_8);
    }

    @Test
    void namesAndValuesOfFieldsAreSuggested() throws Exception {
        post("{\"content\":\"x\",\"hostname\":\"web-1\"}");
        post("{\"content\":\"y\",\"hostname\":\"web-2\"}");
        DashboardPage page = openLive();
        page.press("/");
        page.page()
                .waitForResponse(
                        Pattern.compile("/api/fields"),
                        () -> {
                            page.press("Escape", "/");
                        });
        page.filter().pressSequentially("host");
        assertThat(page.suggestions()).hasText(new String[] {"hostname:2"});
        page.press("Tab");
        page.filter().pressSequentially("w");
        assertThat(page.suggestions()).hasCount(2);
        page.press("ArrowDown", "Enter");
        assertThat(page.status()).containsText("1 shown");
    }

    @Test
    void valuesAreClickedToFilterToExcludeAndToChart() throws Exception {
        for (int i = 0; i < 6; i++) {
            post(
                    "{\"content\":\"r%d\",\"status\":%d,\"took\":%d}"
                            .formatted(i, i % 2 == 0 ? 504 : 200, i * 10));
        }
        DashboardPage page = openLive();
        page.row("r4").click();
        page.value("504").click();
        assertThat(page.filter()).hasValue("status=504");
        assertThat(page.status()).containsText("3 shown");

        page.value("504")
                .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.ALT)));
        assertThat(page.filter()).hasValue("-status=504");
        page.filter().fill("");
        page.button("Chart took").click();
        Locator chart = page.page().locator("number-chart");
        assertThat(chart.getByRole(AriaRole.IMG))
                .hasAttribute("aria-label", "took: 6 values, latest 50, from 0 to 50");
        post("{\"content\":\"r6\",\"took\":70}");
        assertThat(chart.getByRole(AriaRole.IMG))
                .hasAttribute("aria-label", "took: 7 values, latest 70, from 0 to 70");
        assertThat(chart.locator("canvas")).isVisible();
        page.button("Close chart").click();
        assertThat(chart).isHidden();
    }

    private void post(String json) throws Exception {
        assertThat(hub.post("/ingest/app", "application/json", json).statusCode()).isEqualTo(200);
    }
}
