package heliograph.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;

import heliograph.TestHub;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A hub and a browser: one browser for the class, a new profile for each test.
public abstract class BrowserTest {
    private static TestBrowser browser;

    @TempDir Path directory;
    TestHub hub;
    BrowserContext context;
    private final List<DashboardPage> pages = new ArrayList<>();

    @BeforeAll
    static void launch() {
        browser = TestBrowser.launch();
    }

    @AfterAll
    static void quit() {
        browser.close();
    }

    @BeforeEach
    void start() {
        hub = TestHub.in(directory, configuration());
        context = newContext(contextOptions());
    }

    BrowserContext newContext(Browser.NewContextOptions options) {
        return browser.browser().newContext(options);
    }

    /// The hub's configuration file.
    String configuration() {
        return "";
    }

    Browser.NewContextOptions contextOptions() {
        return new Browser.NewContextOptions().setViewportSize(1280, 720);
    }

    @AfterEach
    void stop() {
        context.close();
        hub.close();
        pages.forEach(DashboardPage::assertNoComplaint);
    }

    protected final DashboardPage open() {
        return open(hub.uri("/"));
    }

    DashboardPage open(URI uri) {
        DashboardPage page = DashboardPage.open(context, uri);
        pages.add(page);
        return page;
    }

    /// An open page that shows everything so far and is live.
    DashboardPage openLive() {
        DashboardPage page = open();
        page.assertLive();
        return page;
    }
}
