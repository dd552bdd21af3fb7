package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Everything that can be done, found by a few of its letters.
class DashboardPaletteTest extends BrowserTest {
    private DashboardPage page;

    @Override
    String configuration() {
        return "boards: [ { name: night-shift, tiles: [ queue ] } ]";
    }

    @BeforeEach
    void publish() throws Exception {
        hub.post(
                "/ingest/nginx",
                "application/json",
                "{\"level\":\"error\",\"content\":\"upstream is gone\",\"host\":\"web-7\"}");
        hub.publishMany("calm", 5);
        page = openLive();
        page.assertNewest("calm 5");
    }

    @Test
    void noLetterIsLostThatIsTypedBeforeThePaletteIsLoaded() {
        page.press("Control+k", "o", "l", "d", "e", "s", "t");
        assertThat(chosen()).containsText("oldest");
        page.press("Enter");
        page.assertHeld();
    }

    @Test
    void anActionIsFoundByAFewLettersAlsoWhileTyping() {
        page.press("/");
        page.press("Control+k");
        typed("oerr");
        assertThat(chosen()).containsText("older error");
        page.press("Enter");
        assertThat(palette()).hasCount(0);
        page.press("Escape", "Enter");
        assertThat(page.inspector()).containsText("upstream is gone");
    }

    @Test
    void aViewASavedViewASourceAndABoardAreAFewLettersAway() {
        page.page().getByText("Views").click();
        page.page().getByPlaceholder("Name this view").fill("my own");
        page.filter().fill("calm");
        page.button("Save").click();
        page.filter().fill("");

        run("my own");
        assertThat(page.filter()).hasValue("calm");
        run("only nginx");
        assertThat(page.page()).hasURL(Pattern.compile("source=nginx"));
        run("go to sources");
        assertThat(page.page()).hasURL(Pattern.compile("/sources$"));
        run("night");
        assertThat(page.page()).hasURL(Pattern.compile("/board/night-shift$"));
        run("go to stream");
        assertThat(page.filter()).hasValue("calm");
        assertThat(page.page()).hasURL(Pattern.compile("source=nginx"));
    }

    @Test
    void whatHasNoKeyIsThereToo() {
        page.filter().fill("nothing like this");
        assertThat(page.rows()).hasCount(0);
        run("clear filter");
        assertThat(page.rows()).hasCount(6);
        run("do export");
        assertThat(page.button("CSV")).isVisible();
    }

    @Test
    void aColumnIsAddedAndRemovedByItsName() {
        page.press("o");
        typed("add column host");
        assertThat(chosen()).containsText("host");
        page.press("Enter");
        assertThat(page.row("upstream is gone").locator(".cell")).hasText("web-7");
        page.press("o");
        typed("remove column host");
        assertThat(chosen()).containsText("host");
        page.press("Enter");
        assertThat(page.row("upstream is gone").locator(".cell")).hasCount(0);
    }

    @Test
    void arrowsChooseEscapeClosesAndWhatIsNotThereIsSaid() {
        page.button("Command palette").click();
        String first = chosen().innerText();
        page.press("ArrowDown");
        assertThat(chosen()).not().hasText(first);
        page.press("ArrowUp");
        assertThat(chosen())
                .hasText(first, new LocatorAssertions.HasTextOptions().setUseInnerText(true));
        typed("qqqq");
        assertThat(palette()).containsText("Nothing like that can be done.");
        page.press("Enter");
        assertThat(palette()).isVisible();
        page.press("Escape");
        assertThat(palette()).hasCount(0);
        page.assertLive();
    }

    @Test
    void aPaletteThatIsClosedAndOpenedAgainInOneFrameStillFindsAndRuns() {
        page.press("Control+k");
        typed("oerr");
        assertThat(chosen()).containsText("older error");
        page.page()
                .evaluate(
                        """
                        () => {
                          document.querySelector('#palette-dialog').close();
                          document.body.dispatchEvent(
                            new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }));
                        }
                        """);
        page.page()
                .evaluate(
                        "() => new Promise(drawn => requestAnimationFrame(() =>"
                                + " requestAnimationFrame(drawn)))");
        typed("oldest");
        assertThat(chosen()).containsText("oldest");
        page.press("Enter");
        assertThat(palette()).hasCount(0);
        page.assertHeld();
    }

    @Test
    void whatWasGoneToStaysChosenWhenTheHubSaysWhatElseThereIs() {
        List<Route> waiting = new ArrayList<>();
        context.route(Pattern.compile("/api/fields"), waiting::add);
        page.press("Control+k");
        typed("col");
        assertThat(chosen()).containsText("copy a link");
        page.press("ArrowDown");
        assertThat(chosen()).containsText("copy a command");
        page.page().waitForCondition(() -> !waiting.isEmpty());
        waiting.forEach(Route::resume);
        assertThat(palette()).containsText("host");
        assertThat(chosen()).containsText("copy a command");
    }

    @Test
    void thePaletteDoesNotOfferItself() {
        page.press("Control+k");
        typed("everything by name");
        assertThat(palette()).containsText("Nothing like that can be done.");
    }

    private void run(String letters) {
        page.press("Control+k");
        typed(letters);
        assertThat(chosen()).containsText(letters.substring(letters.lastIndexOf(' ') + 1));
        page.press("Enter");
        assertThat(palette()).hasCount(0);
    }

    private void typed(String letters) {
        page.page().getByRole(AriaRole.COMBOBOX, DashboardPage.named("What to do")).fill(letters);
    }

    /// There while it is open.
    private Locator palette() {
        return page.page().getByRole(AriaRole.DIALOG, DashboardPage.named("Command palette"));
    }

    private Locator chosen() {
        return palette().locator("[aria-selected=true]");
    }
}
