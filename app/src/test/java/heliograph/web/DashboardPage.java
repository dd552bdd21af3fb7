package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The dashboard as somebody sees it, by the names of its parts. Also hears what somebody would
/// not: complaints in the console, dialogs.
public final class DashboardPage {
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private DashboardPage(Page page) {
        this.page = page;
        page.onPageError(complaints::add);
        page.onDialog(
                dialog -> {
                    complaints.add("a dialog: " + dialog.message());
                    dialog.dismiss();
                });
        page.onConsoleMessage(
                message -> {
                    // A connection that failed is what some tests are about.
                    boolean isNetwork = message.text().startsWith("Failed to load resource");
                    if (message.type().equals("error") && !isNetwork)
                        complaints.add(message.text());
                });
    }

    static DashboardPage open(BrowserContext context, URI uri) {
        DashboardPage dashboard = new DashboardPage(context.newPage());
        dashboard.page.navigate(uri.toString());
        return dashboard;
    }

    public Page page() {
        return page;
    }

    // the parts

    Locator pill() {
        return page.getByRole(AriaRole.GROUP, named("Connection"));
    }

    Locator rows() {
        return page.getByRole(AriaRole.LIST, named("Messages shown")).getByRole(AriaRole.LISTITEM);
    }

    Locator row(String text) {
        return rows().filter(new Locator.FilterOptions().setHasText(text));
    }

    Locator hint() {
        return page.getByRole(AriaRole.REGION, named("Nothing has arrived yet"));
    }

    Locator inspector() {
        return page.getByRole(AriaRole.COMPLEMENTARY, named("Message"));
    }

    Locator status() {
        return page.getByRole(AriaRole.CONTENTINFO, named("Messages held"));
    }

    Locator filter() {
        return page.getByRole(AriaRole.COMBOBOX, named("Filter messages"));
    }

    Locator suggestions() {
        return page.getByRole(AriaRole.LISTBOX, named("Fields and values"))
                .getByRole(AriaRole.OPTION);
    }

    Locator histogram() {
        return page.getByRole(AriaRole.SLIDER, named("Messages over time"));
    }

    /// Says which stretch of time alone is shown.
    Locator range() {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Only ")));
    }

    /// A value of the open message that can be picked.
    Locator value(String text) {
        return inspector().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(text));
    }

    Locator level(String name) {
        return toggle("Levels", name);
    }

    Locator source(String name) {
        return toggle("Sources", name);
    }

    private Locator toggle(String group, String name) {
        return page.getByRole(AriaRole.GROUP, named(group))
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, named(name));
    }

    Locator jump() {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^▼")));
    }

    static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    // what somebody does

    void press(String... keys) {
        for (String key : keys) page.keyboard().press(key);
    }

    void scrollUp(int pixels) {
        page.getByRole(AriaRole.LOG, named("Messages")).hover();
        page.mouse().wheel(0, -pixels);
    }

    /// Pages through the whole list, and returns its rows from the oldest to the newest.
    List<String> readEverything() {
        press("Home");
        assertHeld();
        Map<Double, String> rows = new TreeMap<>();
        while (pill().innerText().startsWith("HELD")) {
            settle();
            readVisible(rows);
            press("PageDown");
        }
        settle();
        readVisible(rows);
        return List.copyOf(rows.values());
    }

    private void readVisible(Map<Double, String> rows) {
        Object visible =
                page.evaluate(
                        """
                        () => [...document.querySelectorAll('.row:not([hidden])')].map(row => [
                          new DOMMatrix(getComputedStyle(row).transform).f,
                          row.querySelector('.text').textContent.trim()])
                        """);
        for (Object row : (List<?>) visible) {
            List<?> parts = (List<?>) row;
            rows.put(((Number) parts.get(0)).doubleValue(), (String) parts.get(1));
        }
    }

    /// Waits until what was done can be seen.
    private void settle() {
        page.evaluate(
                "() => new Promise(done => requestAnimationFrame(() =>"
                        + " requestAnimationFrame(done)))");
    }

    // what somebody expects

    void assertLive() {
        assertThat(pill()).containsText("LIVE");
    }

    void assertHeld() {
        assertThat(pill()).containsText("HELD");
    }

    void assertNewest(String text) {
        assertThat(rows().last()).containsText(text);
    }

    void assertNoComplaint() {
        assertThat(complaints).isEmpty();
    }
}
