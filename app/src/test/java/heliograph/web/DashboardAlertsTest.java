package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Pattern;

/// Views that somebody saved, and what they may call for.
class DashboardAlertsTest extends BrowserTest {
    /// The browser's own ways to call, which no test can hear or see.
    private static final String EARS =
            """
            window.calls = [];
            window.Notification = class { static permission = 'granted'; static requestPermission = async () => 'granted';
              constructor(title, { body }) { calls.push(`${title}: ${body}`); } };
            const start = OscillatorNode.prototype.start;
            OscillatorNode.prototype.start = function (when) { calls.push('a tone'); return start.call(this, when); };
            """;

    @Test
    void aViewIsSavedForgottenAndFoundAgainAfterAReload() throws Exception {
        hub.publish("apples", "pears");
        DashboardPage page = openLive();
        page.filter().fill("apples");
        save(page, "Fruit");
        page.press("Escape");
        page.filter().fill("");
        page.page().reload();
        page.page().getByText("Views").click();
        page.button("Fruit").click();
        assertThat(page.filter()).hasValue("apples");
        assertThat(page.rows()).hasCount(1);
        page.page().getByText("Views").click();
        page.button("Forget the view Fruit").click();
        assertThat(page.button("Fruit")).hasCount(0);
    }

    @Test
    void aViewCallsOnlyWhenAskedToAndOnceAMinute() throws Exception {
        context.addInitScript(EARS);
        DashboardPage page = openLive();
        page.page().getByText("Views").click();
        page.filter().fill("alarm");
        save(page, "Alarms");
        hub.publish("alarm 1");
        page.assertNewest("alarm 1");
        assertThat(calls(page)).isEmpty();

        for (String call : List.of("ring", "notify", "count in the title")) {
            page.page().getByLabel("Alarms: " + call).check();
        }
        int heard = calls(page).size(); // what it sounds like
        hub.publish("alarm 2", "alarm 3", "calm 4");
        page.page().waitForFunction("() => calls.some(call => call.includes('alarm 2'))");
        page.filter().fill("");
        page.assertNewest("calm 4");
        assertThat(calls(page).subList(heard, calls(page).size()))
                .containsExactlyInAnyOrder("a tone", "a tone", "Alarms: test: alarm 2");
    }

    @Test
    void aHiddenTabCountsInItsTitleAndMarksItsIcon() throws Exception {
        context.addInitScript(
                "Object.defineProperty(document, 'hidden', { get: () => window.isAway === true"
                        + " });");
        DashboardPage page = openLive();
        page.page().getByText("Views").click();
        page.filter().fill("alarm");
        save(page, "Alarms");
        page.page().getByLabel("Alarms: count in the title").check();
        page.filter().fill("");
        page.page().evaluate("() => { window.isAway = true; }");
        hub.publish("alarm", "one", "two");
        hub.post("/ingest/test", "application/json", "{\"level\":\"error\",\"content\":\"three\"}");
        assertThat(page.page()).hasTitle("‼1 (4) ✖1 Heliograph");
        assertThat(page.page().locator("#icon")).hasAttribute("href", Pattern.compile("stroke"));
        page.page().evaluate("() => { window.isAway = false; }");
        assertThat(page.page()).hasTitle("Heliograph");
    }

    private static void save(DashboardPage page, String name) {
        if (!page.page().getByPlaceholder("Name this view").isVisible()) {
            page.page().getByText("Views").click();
        }
        page.page().getByPlaceholder("Name this view").fill(name);
        page.page().waitForFunction("() => location.search !== ''");
        page.button("Save").click();
        assertThat(page.button(name)).isVisible();
    }

    private static List<String> calls(DashboardPage page) {
        Page shown = page.page();
        return ((List<?>) shown.evaluate("() => calls")).stream().map(String::valueOf).toList();
    }
}
