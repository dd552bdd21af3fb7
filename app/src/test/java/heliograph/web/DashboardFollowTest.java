package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.regex.Pattern;

/// The list follows the newest, or holds still for somebody who reads.
class DashboardFollowTest extends BrowserTest {
    private DashboardPage page;

    @BeforeEach
    void fillTheList() throws Exception {
        hub.publishMany("old", 200);
        page = openLive();
        page.assertNewest("old 200");
    }

    @Test
    void itFollowsTheNewest() throws Exception {
        hub.publishMany("new", 300);
        page.assertNewest("new 300");
        assertThat(page.rows().last()).isInViewport();
        page.assertLive();
    }

    @Test
    void scrollingUpHoldsAndNothingMovesByAPixelUnderTheReader() throws Exception {
        page.scrollUp(700);
        page.assertHeld();
        Locator read = page.row("old 150");
        assertThat(read).isInViewport();
        double y = read.boundingBox().y;

        hub.publishMany("new", 300);
        assertThat(page.jump()).hasText("▼ 300 new");
        assertThat(page.pill()).hasText("HELD +300");
        assertThat(read.boundingBox().y).isEqualTo(y);

        page.press("G");
        page.assertLive();
        page.assertNewest("new 300");
        assertThat(page.rows().last()).isInViewport();
        assertThat(page.jump()).isHidden();
    }

    @Test
    void spaceHoldsAndCountsWhatCame() throws Exception {
        page.press("Space");
        assertThat(page.pill()).hasText("HELD +0");
        assertThat(page.jump()).hasText("▼ Latest");
        hub.publishMany("new", 25);
        assertThat(page.pill()).hasText("HELD +25");
        page.press("Space");
        page.assertLive();
        page.assertNewest("new 25");
    }

    @Test
    void readingOnShowsTheVeryNextMessageAndJumpingShowsTheLast() throws Exception {
        page.press("Space");
        hub.publishMany("new", 120);
        assertThat(page.pill()).hasText("HELD +120");
        page.press("n");
        assertThat(page.rows().filter(exactly("new 1"))).isInViewport();
        page.assertHeld();
        page.button("Read on").click();
        assertThat(page.row("new 40")).isInViewport();
        page.jump().click();
        page.assertLive();
        page.assertNewest("new 120");
    }

    @Test
    void theButtonsDoTheSame() throws Exception {
        page.button("Hold").click();
        page.assertHeld();
        page.button("Resume").click();
        page.assertLive();
        page.button("Hold").click();
        hub.publishMany("new", 1284);
        assertThat(page.jump()).hasText("▼ 1,284 new");
        page.jump().click();
        page.assertLive();
        page.assertNewest("new 1284");
    }

    @Test
    void scrollingBackToTheEndFollowsAgain() {
        page.scrollUp(700);
        page.assertHeld();
        page.scrollUp(-5000);
        page.assertLive();
    }

    @Test
    void everythingHeldCanBeReadPageByPage() throws Exception {
        hub.publishMany("new", 300);
        page.assertNewest("new 300");
        assertThat(page.readEverything())
                .hasSize(500)
                .startsWith("old 1", "old 2")
                .endsWith("new 299", "new 300");
    }

    private static Locator.FilterOptions exactly(String text) {
        return new Locator.FilterOptions().setHasText(Pattern.compile(text + "\\s*$"));
    }
}
