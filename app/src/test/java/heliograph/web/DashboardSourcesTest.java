package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The sources and how they fare.
class DashboardSourcesTest extends BrowserTest {
    @Override
    String configuration() {
        return """
        sources:
          - { name: tick, type: cron, schedule: "* * * * * *", message: { content: tock } }
          - { name: app, type: file-tail, include: [ %s ], start-at: beginning }
          - { name: alerts, type: http, expect: 1s }
        """
                .formatted(log());
    }

    private Path log() {
        return directory.resolve("app.log");
    }

    @Test
    void aLineInAFileShowsOnceAlsoAfterTheFileWasRotated() throws Exception {
        write("one\n");
        DashboardPage page = openLive();
        page.source("tick").click(); // it would run away
        assertThat(page.row("one")).hasCount(1);
        Files.move(log(), directory.resolve("app.log.1"));
        write("two\n");
        assertThat(page.row("two")).hasCount(1);
        assertThat(page.row("one")).hasCount(1);
        page.page().getByText("Sources").first().click();
        assertThat(card(page, "app")).containsText("running");
        assertThat(card(page, "app")).containsText("ago: two");
        assertThat(card(page, "app")).containsText("file-tail");
        card(page, "app").getByText("Lag of each part").click();
        assertThat(card(page, "app").locator(".parts dl")).containsText(log() + "0 bytes");
    }

    @Test
    void aSourceIsPausedResumedAndRestartedAndItsMessagesAreAClickAway() throws Exception {
        DashboardPage page = open(hub.uri("/sources"));
        Locator tick = card(page, "tick");
        assertThat(tick).containsText("0 s ago: tock");
        page.button("Pause tick").click();
        assertThat(tick).containsText("paused");
        page.button("Resume tick").click();
        assertThat(tick).containsText("running");
        page.button("Restart tick").click();
        assertThat(tick).containsText("running");
        tick.getByText("Settings").click();
        assertThat(tick).containsText("* * * * * *");
        page.button("tick").click();
        page.assertNewest("tock");
        assertThat(page.page()).hasURL(hub.uri("/?source=tick").toString());
    }

    @Test
    void aSourceThatIsTooQuietIsNotWellAndAHubThatIsGoneIsTold() {
        DashboardPage page = open(hub.uri("/sources"));
        assertThat(card(page, "alerts")).containsText("expected every 1 s");
        assertThat(page.page().locator("#sources .sum")).hasText("2 of 3 well");
        int port = hub.goAway();
        assertThat(page.page().getByText("No connection to the hub")).isVisible();
        hub.comeBack(port);
        assertThat(page.page().getByText("No connection to the hub")).isHidden();
    }

    private static Locator card(DashboardPage page, String name) {
        return page.page()
                .locator("source-card")
                .filter(new Locator.FilterOptions().setHas(page.button(name)));
    }

    private void write(String text) throws Exception {
        Files.writeString(log(), text, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
