package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;
import com.microsoft.playwright.options.MouseButton;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/// What somebody does with a value, and with a message that they found.
class DashboardValuesTest extends BrowserTest {
    private static final String REQUEST =
            "{\"content\":\"GET"
                    + " /orders/%d\",\"host\":\"web-%d\",\"status\":%d,\"type\":\"request\"}";

    private void request(int number, int host, int status) throws Exception {
        hub.post("/ingest/web", "application/json", REQUEST.formatted(number, host, status));
    }

    @Test
    void aValueBecomesAColumnThatTheAddressKeepsAndAClickOnItsNameRemoves() throws Exception {
        request(1, 7, 200);
        hub.publish("without a host");
        DashboardPage page = openLive();
        page.row("/orders/1").click();
        page.value("\"web-7\"")
                .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
        page.value("200")
                .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
        assertThat(cells(page.row("/orders/1"))).hasText(new String[] {"web-7", "200"});
        assertThat(cells(page.row("without a host"))).hasText(new String[] {"", ""});
        assertThat(page.page()).hasURL(Pattern.compile("columns=host,status"));
        request(2, 8, 503);
        assertThat(cells(page.row("/orders/2"))).hasText(new String[] {"web-8", "503"});

        page = open(URI.create(page.page().url()));
        assertThat(cells(page.row("/orders/2"))).hasText(new String[] {"web-8", "503"});
        page.button("Remove the column host").click();
        assertThat(cells(page.row("/orders/2"))).hasText(new String[] {"503"});
        page.button("Remove the column status").click();
        assertThat(cells(page.row("/orders/2"))).hasCount(0);
        assertThat(page.page()).not().hasURL(Pattern.compile("columns"));
    }

    @Test
    void columnsBelongToASavedView() throws Exception {
        request(1, 7, 200);
        DashboardPage page = open(hub.uri("/?q=orders&columns=host"));
        page.page().getByText("Views").click();
        page.page().getByPlaceholder("Name this view").fill("by host");
        page.button("Save").click();
        page = openLive();
        assertThat(cells(page.row("/orders/1"))).hasCount(0);
        page.page().getByText("Views").click();
        page.button("by host").click();
        assertThat(cells(page.row("/orders/1"))).hasText(new String[] {"web-7"});
        assertThat(page.filter()).hasValue("orders");
    }

    @Test
    void theMenuOfAValueSaysInWordsWhatCanBeDoneWithIt() throws Exception {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        request(1, 7, 200);
        request(2, 8, 503);
        DashboardPage page = openLive();
        page.row("/orders/1").click();
        page.value("\"web-7\"").click(rightClick());
        item(page, "Only host web-7").click();
        assertThat(page.filter()).hasValue("host:web-7");
        assertThat(page.rows()).hasCount(1);

        page.value("\"web-7\"").click(rightClick());
        assertThat(item(page, "Only host web-7")).isFocused();
        page.press("ArrowDown", "Enter");
        assertThat(page.filter()).hasValue("-host:web-7");
        assertThat(page.row("/orders/2")).hasCount(1);
        assertThat(page.rows()).hasCount(1);

        page.row("/orders/2").locator(".source").click(rightClick());
        item(page, "Copy the value").click();
        page.page().waitForFunction("async () => await navigator.clipboard.readText() === 'web'");
        page.row("/orders/2").click();
        page.value("503").click(rightClick());
        item(page, "Show status as a column").click();
        assertThat(cells(page.row("/orders/2"))).hasText(new String[] {"503"});
    }

    @Test
    void theMenuOfAValueOpensAndClosesWithKeysAndGivesTheFocusBack() throws Exception {
        request(1, 7, 200);
        DashboardPage page = openLive();
        page.row("/orders/1").click();
        page.value("\"web-7\"").focus();
        page.press("Shift+F10");
        assertThat(item(page, "Only host web-7")).isFocused();
        page.press("End", "Escape");
        assertThat(page.page().getByRole(AriaRole.MENU)).hasCount(0);
        assertThat(page.value("\"web-7\"")).isFocused();
        assertThat(page.inspector()).isVisible();
    }

    @Test
    void aPinnedMessageStaysInSightHoweverMuchComes() throws Exception {
        request(1, 7, 500);
        DashboardPage page = openLive();
        page.assertNewest("/orders/1");
        page.press("k", "p");
        Locator pinned =
                page.page().getByRole(AriaRole.GROUP, DashboardPage.named("Pinned messages"));
        assertThat(pinned).containsText("GET /orders/1");
        page.press("G");
        hub.publishMany("storm", 500);
        page.assertNewest("storm 500");
        assertThat(pinned).containsText("GET /orders/1");
        pinned.getByText("GET /orders/1").click();
        assertThat(page.inspector()).containsText("web-7");
        page.press("p");
        assertThat(pinned).isHidden();
    }

    @Test
    void whatChangedSinceTheOneBeforeOfItsKindIsOneKeyAway() throws Exception {
        request(1, 7, 200);
        hub.post("/ingest/web", "application/json", "{\"type\":\"login\",\"host\":\"web-9\"}");
        hub.post("/ingest/other", "application/json", REQUEST.formatted(5, 5, 5));
        request(2, 7, 503);
        DashboardPage page = openLive();
        page.assertNewest("/orders/2");
        page.press("k", "d");
        assertThat(page.inspector().locator(".differences"))
                .hasText(
                        Pattern.compile(
                                "content− \"GET /orders/1\"\\+ \"GET /orders/2\"status− 200\\+"
                                        + " 503"));
        page.press("k");
        assertThat(page.inspector()).containsText("\"host\": \"web-5\"");
        page.button("What changed").click();
        assertThat(page.inspector()).containsText("No earlier message of its kind is held here");
    }

    @Test
    void aMessageIsPublishedAgainByACommandForTheShell() throws Exception {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        String said =
                "{\"content\":\"it's $HOME `x`\",\"price\":1.10,\"a\":{\"id\":\"inner\"},"
                        + "\"source\":\"erp\",\"level\":\"CRIT\"}";
        hub.post("/ingest/shop", "application/json", said);
        DashboardPage page = openLive();
        page.row("it's").click();
        assertThat(page.inspector()).isVisible();
        page.press("Shift+C");
        assertThat(page.inspector()).containsText("Copied");
        String command = (String) page.page().evaluate("() => navigator.clipboard.readText()");
        Process shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
        assertThat(shell.inputReader().readAllAsString()).contains("\"accepted\":1");
        assertThat(page.row("it's $HOME `x`")).hasCount(1);
        assertThat(page.rows().last()).containsText("×2");
    }

    private static Locator cells(Locator row) {
        return row.locator(".cell");
    }

    private static Locator item(DashboardPage page, String name) {
        return page.page().getByRole(AriaRole.MENUITEM, DashboardPage.named(name));
    }

    private static Locator.ClickOptions rightClick() {
        return new Locator.ClickOptions().setButton(MouseButton.RIGHT);
    }
}
