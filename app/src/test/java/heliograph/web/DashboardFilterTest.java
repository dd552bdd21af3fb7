package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/// What is shown, what is hidden, and that the two are all there is.
class DashboardFilterTest extends BrowserTest {
    private DashboardPage page;

    @BeforeEach
    void publish() throws Exception {
        publish("web", "error", "connection timeout");
        publish("web", "info", "connection opened");
        publish("db", "error", "disk is full");
        publish("db", "debug", "vacuum done");
        hub.post("/ingest/backup", "text/plain", "backup done");
        page = openLive();
        assertShown(5, 0);
    }

    private void publish(String source, String level, String content) throws Exception {
        hub.post(
                "/ingest/" + source,
                "application/json",
                "{\"level\":\"%s\",\"content\":\"%s\"}".formatted(level, content));
    }

    @Test
    void wordsNarrowTheList() throws Exception {
        page.press("/");
        assertThat(page.filter()).isFocused();
        page.filter().pressSequentially("Connection");
        assertShown(2, 3);
        page.filter().pressSequentially(" -timeout");
        assertShown(1, 4);
        assertThat(page.rows()).hasText(new Pattern[] {Pattern.compile("connection opened")});

        publish("web", "info", "connection closed");
        publish("web", "info", "nothing of interest");
        assertShown(2, 5);
        page.assertNewest("connection closed");
    }

    @Test
    void listHistogramAndHiddenAgreeAboutFieldsAndNumbers() throws Exception {
        for (String path : new String[] {"health", "orders", "carts"}) {
            hub.post(
                    "/ingest/web",
                    "application/json",
                    "{\"path\":\"/%s\",\"status\":503}".formatted(path));
        }
        page.filter().fill("status>=500 -path:health");
        assertShown(2, 6);
        assertThat(page.histogram()).containsText("2 since");
        page = open(URI.create(page.page().url()));
        assertShown(2, 6);
        assertThat(page.filter()).hasValue("status>=500 -path:health");
    }

    @Test
    void aQueryThatCannotBeReadSaysWhereAndWhatWasFoundStays() {
        page.filter().fill("connection");
        assertShown(2, 3);
        page.filter().fill("connection /[unclosed/");
        assertThat(page.page().getByRole(AriaRole.ALERT)).containsText("column 12");
        assertShown(2, 3);
        page.filter().fill("connection -timeout");
        assertThat(page.page().getByRole(AriaRole.ALERT)).isHidden();
        assertShown(1, 4);
    }

    @Test
    void aLevelCanBeHidden() throws Exception {
        page.level("error").click();
        assertPressed(page.level("error"), false);
        assertPressed(page.level("info"), true);
        assertShown(3, 2);
        page.level("no level").click();
        assertShown(2, 3);
        publish("web", "error", "another one");
        assertShown(2, 4);
        page.level("error").click();
        page.level("no level").click();
        assertShown(6, 0);
    }

    @Test
    void aSourceCanBeHiddenOrStandAlone() throws Exception {
        page.source("db").click();
        assertShown(3, 2);
        publish("mail", "info", "a source that nobody had heard of");
        assertShown(4, 2);
        page.source("mail")
                .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.ALT)));
        assertShown(1, 5);
        page.button("Show all sources").click();
        assertShown(6, 0);
    }

    @Test
    void theAddressGivesSomebodyElseTheSameView() {
        page.filter().fill("done");
        page.source("backup").click();
        page.level("fatal").click();
        assertShown(1, 4);
        assertThat(page.page()).hasURL(Pattern.compile("q=done"));
        assertThat(page.page()).hasURL(Pattern.compile("level="));
        assertThat(page.page()).hasURL(Pattern.compile("source=!backup"));

        page = open(URI.create(page.page().url()));
        assertShown(1, 4);
        assertThat(page.filter()).hasValue("done");
        assertPressed(page.source("backup"), false);
        assertPressed(page.level("fatal"), false);
        assertPressed(page.level("debug"), true);
    }

    @Test
    void aFilterThatHidesEverythingSaysSoAndCanBeCleared() {
        page.filter().fill("no such word");
        assertShown(0, 5);
        page.button("Clear the filter").click();
        assertShown(5, 0);
        assertThat(page.filter()).hasValue("");
    }

    private void assertShown(int shown, int hidden) {
        assertThat(page.status()).containsText(shown + hidden + " held");
        assertThat(page.status()).containsText(shown + " shown");
        assertThat(page.status()).containsText(hidden + " hidden by filter");
        assertThat(page.rows()).hasCount(shown);
    }

    private static void assertPressed(Locator toggle, boolean pressed) {
        assertThat(toggle).hasAttribute("aria-pressed", Boolean.toString(pressed));
    }
}
