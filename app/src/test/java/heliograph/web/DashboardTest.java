package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What somebody who opens the page sees and does.
class DashboardTest extends BrowserTest {

    @Test
    void aFreshHubShowsTheCommandThatBringsTheFirstMessage() throws Exception {
        DashboardPage page = openLive();
        assertThat(page.hint()).isVisible();
        String command = page.hint().locator("code").innerText();
        assertThat(command).contains("curl", hub.uri("/").toString());

        Process shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
        assertThat(shell.inputReader().readAllAsString()).contains("\"accepted\":1");
        assertThat(shell.waitFor()).isZero();

        assertThat(page.row("hello from")).hasCount(1);
        assertThat(page.hint()).isHidden();
    }

    @Test
    void aTestMessageCanBeSentFromThePage() {
        DashboardPage page = openLive();
        page.button("Send a test message").click();
        assertThat(page.row("hello from a browser")).hasCount(1);
        assertThat(page.hint()).isHidden();
    }

    @Test
    void aMessageShowsItsLevelIfItHasOne() throws Exception {
        hub.post("/ingest/pino", "application/json", "{\"level\":50,\"msg\":\"out of paper\"}");
        hub.post("/ingest/plain", "text/plain", "error: it says so, but it is text");
        DashboardPage page = openLive();
        assertThat(page.row("out of paper")).containsText("ERR");
        assertThat(page.row("it says so").locator(".level")).isEmpty();
    }

    @Test
    void whatLooksLikeMarkupStaysText() throws Exception {
        String markup = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        hub.publish(markup);
        DashboardPage page = openLive();
        assertThat(page.row(markup)).hasCount(1);
        page.row(markup).click();
        assertThat(page.inspector()).containsText(markup);
        assertThat(page.page().locator("main img, main script, message-inspector img")).hasCount(0);
    }

    @Test
    void messagesFromTwoShellsStandInOrderWithTheirTimeAndAReloadRepeatsNone() throws Exception {
        for (int i = 1; i <= 5; i++) {
            hub.post(
                    "/ingest/shell-" + i % 2,
                    "application/json",
                    "{\"time\":\"2026-01-02T03:04:0%d.5Z\",\"level\":\"warn\",\"content\":\"number %d\"}"
                            .formatted(i, i));
        }
        context.close();
        context = newContext(contextOptions().setTimezoneId("Asia/Kolkata"));
        DashboardPage page = openLive();
        page.page().reload();
        page.assertNewest("number 5");
        assertThat(page.readEverything())
                .containsExactly("number 1", "number 2", "number 3", "number 4", "number 5");
        assertThat(page.row("number 3")).containsText("08:34:03.500");
        assertThat(page.row("number 3")).containsText("WRN");
        assertThat(page.row("number 3")).containsText("shell-1");
    }

    @Test
    void aStormOfOneErrorIsOneRowThatCountsAndTheDiodeOfAHiddenSourceBlinks() throws Exception {
        DashboardPage page = openLive();
        hub.publish("calm");
        page.assertNewest("calm");
        String[] storm = new String[37];
        Arrays.fill(storm, "upstream connect error");
        hub.publish(storm);
        assertThat(page.rows().last()).containsText("×37");
        assertThat(page.rows()).hasCount(2);
        assertThat(page.status()).containsText("38 shown");
        page.press("r");
        assertThat(page.row("upstream connect error").first()).not().containsText("×");
        page.press("r");

        page.source("test").click();
        assertThat(page.status()).containsText("0 shown");
        page.page().evaluate("() => document.getAnimations().forEach(glow => glow.finish())");
        hub.publish("unseen");
        page.page()
                .waitForFunction(
                        "() => document.getAnimations().some(({ effect, playState }) =>"
                                + " playState === 'running' && effect.target.matches('.diode'))");
    }

    @Test
    void onAPhoneOneFiltersHoldsAndInspectsWithOneHand() throws Exception {
        hub.publishMany("apples", 40);
        hub.publishMany("pears", 40);
        context.close();
        context =
                newContext(
                        contextOptions()
                                .setViewportSize(360, 740)
                                .setHasTouch(true)
                                .setIsMobile(true));
        DashboardPage page = openLive();
        page.button("Hold").tap();
        page.assertHeld();
        page.button("Resume").tap();
        page.assertLive();
        page.filter().tap();
        page.filter().fill("apples");
        assertThat(page.status()).containsText("40 shown");
        page.row("apples 39").tap();
        assertThat(page.inspector()).containsText("\"apples 39\"");
        assertThat(page.button("Close message")).isInViewport();
        page.button("Close message").tap();
        assertThat(page.inspector()).isHidden();
        Object sideways =
                page.page().evaluate("() => document.documentElement.scrollWidth - innerWidth");
        assertThat(sideways).isEqualTo(0);
    }

    @Test
    void numbersKeepTheirDigits() throws Exception {
        String json = "{\"content\":\"invoice\",\"price\":1.10,\"number\":12345678901234567890}";
        hub.post("/ingest/test", "application/json", json);
        DashboardPage page = openLive();
        assertThat(page.row("invoice")).containsText("price=1.10");
        assertThat(page.row("invoice")).containsText("number=12345678901234567890");
        page.row("invoice").click();
        assertThat(page.inspector()).containsText("1.10");
        assertThat(page.inspector()).containsText("12345678901234567890");
    }

    @Test
    void aMessageIsOpenedCopiedAndClosedWithKeysAlone() throws Exception {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        hub.publish("one", "two", "three");
        DashboardPage page = openLive();
        page.assertNewest("three");

        page.press("ArrowUp", "k", "Enter");
        assertThat(page.inspector()).containsText("\"two\"");
        page.press("c");
        assertThat(page.inspector()).containsText("Copied");
        Object copied = page.page().evaluate("() => navigator.clipboard.readText()");
        assertThat(copied.toString()).contains("\"content\":\"two\"");

        page.press("j");
        assertThat(page.inspector()).containsText("\"three\"");
        page.press("Escape");
        assertThat(page.inspector()).isHidden();
        page.press("End");
        page.assertLive();
    }

    @Test
    void thousandsOfMessagesAreAFewRowNodes() throws Exception {
        DashboardPage page = openLive();
        hub.publishMany("message", 5000);
        page.assertNewest("message 5000");
        assertThat(page.status()).containsText("5,000 held");
        assertThat(page.page().locator(".row").count()).isBetween(20, 100);
        page.press("Home");
        assertThat(page.rows().first()).hasText(Pattern.compile("message 1\\s*$"));
        assertThat(page.page().locator(".row").count()).isBetween(20, 100);
    }

    @Test
    void itCanBeLookedAtInTheDarkAndInTheLight() throws Exception {
        hub.post(
                "/ingest/deploys",
                "application/json",
                "{\"level\":\"info\",\"content\":\"v42 is live\"}");
        hub.post(
                "/ingest/web",
                "application/json",
                "{\"level\":\"warn\",\"content\":\"slow\",\"ms\":812}");
        hub.post(
                "/ingest/web", "application/json", "{\"level\":\"error\",\"content\":\"timeout\"}");
        hub.post("/ingest/backup", "text/plain", "backup done");
        DashboardPage page = openLive();
        page.row("timeout").click();
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            String name = "dashboard-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
            Path file = Path.of("target", "screenshots", name);
            page.page().screenshot(new Page.ScreenshotOptions().setPath(file));
            assertThat(file).isNotEmptyFile();
        }
        assertThat(page.page().getByRole(AriaRole.HEADING).first()).hasText("Heliograph");
    }
}
