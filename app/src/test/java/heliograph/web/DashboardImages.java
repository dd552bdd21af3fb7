package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;

/// Makes the pictures of `docs/images` with mixed traffic: schedules, a log, posts, tiles, a storm
/// of errors. No test; CONTRIBUTING.md has the command. `-Dpage.traffic=PT15M` fills the histogram,
/// `-Dpage.images=` says where the pictures go.
class DashboardImages extends BrowserTest {
    private static final Duration TRAFFIC =
            Duration.parse(System.getProperty("page.traffic", "PT20S"));
    private static final Path FOLDER =
            Path.of(System.getProperty("page.images", "target/images")).toAbsolutePath();
    private static final String[] PATHS = {"/checkout", "/api/cart", "/api/users", "/api/orders"};
    private static final String[] USERS = {"ada", "grace", "linus", "margaret"};
    private static final String STORM = "upstream timed out while connecting to 10.0.3.7:5432";
    private static final int PACE = 70; // ms between two messages

    private final Random random = new Random(7);
    private int sent;

    @Override
    String configuration() {
        return """
        sources:
          - { name: heartbeat, type: cron, schedule: "*/10 * * * * *", message: { level: debug, content: "still here" } }
          - { name: app, type: file-tail, include: [ %s ], start-at: beginning }
          - { name: deploys, type: http }
          - { name: backup, type: http, expect: 10s }
        tiles:
          - { id: errors, title: Errors, level: error, window: 5m, warn: 10, error: 500 }
          - { id: requests, title: Requests, show: rate, source: nginx, window: 1m, unit: /s }
          - { id: took, title: Last request, show: last, source: nginx, field: took, unit: ms, warn: 300 }
          - { id: slow, title: Slow queries, source: db, level: warn, window: 5m }
        boards:
          - { name: ops, tiles: [ errors, requests, took, slow, queue, disk ] }
        """
                .formatted(log());
    }

    private Path log() {
        return directory.resolve("app.log");
    }

    @Test
    void pictures() throws Exception {
        Files.createDirectories(FOLDER);
        context.close();
        context = newContext(contextOptions().setViewportSize(1440, 860));
        DashboardPage page = openLive();
        traffic(TRAFFIC);
        page.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        shoot(page, "stream-light");
        page.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        shoot(page, "stream");
        message(page);
        palette(page);
        board(page);
        sources(page);
        phone();
    }

    private void message(DashboardPage page) throws Exception {
        page.page().navigate(hub.uri("/?source=nginx&columns=status,took,host").toString());
        assertThat(page.rows().last()).isVisible();
        page.press("k", "k", "p", "k", "k", "Enter");
        page.button("Chart took").click();
        assertThat(page.page().locator("number-chart canvas")).isVisible();
        traffic(Duration.ofSeconds(2));
        shoot(page, "message");
        page.press("d");
        assertThat(page.inspector()).containsText("Against");
        shoot(page, "what-changed");
    }

    private void palette(DashboardPage page) {
        page.page().navigate(hub.uri("/").toString());
        assertThat(page.rows().last()).isVisible();
        page.press("Control+k");
        page.page().keyboard().type("col");
        assertThat(page.page().getByText("add column").first()).isVisible();
        shoot(page, "palette");
        page.press("Escape");
    }

    private void board(DashboardPage page) throws Exception {
        page.page().setViewportSize(1280, 420);
        page.page().navigate(hub.uri("/board/ops").toString());
        assertThat(page.page().getByText("Requests")).isVisible();
        traffic(Duration.ofSeconds(2));
        shoot(page, "board");
    }

    private void sources(DashboardPage page) throws Exception {
        page.page().setViewportSize(1280, 720);
        page.page().navigate(hub.uri("/sources").toString());
        assertThat(page.page().locator("source-card").first()).isVisible();
        traffic(Duration.ofSeconds(2));
        shoot(page, "sources");
    }

    private void phone() throws Exception {
        context.close();
        context =
                newContext(
                        contextOptions()
                                .setViewportSize(390, 760)
                                .setHasTouch(true)
                                .setIsMobile(true)
                                .setColorScheme(ColorScheme.DARK));
        DashboardPage page = open(URI.create(hub.uri("/").toString()));
        page.assertLive();
        traffic(Duration.ofSeconds(2));
        shoot(page, "phone");
        page.rows().last().tap();
        assertThat(page.inspector()).isVisible();
        shoot(page, "phone-message");
    }

    private static void shoot(DashboardPage page, String name) {
        Path file = FOLDER.resolve(name + ".png");
        page.page().screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    /// A storm of one error is in the last third of it.
    private void traffic(Duration duration) throws Exception {
        long begin = System.nanoTime();
        for (double part = 0; part < 1; ) {
            message();
            if (part > 0.7 && part < 0.75) for (int i = 0; i < 12; i++) post("gateway", error());
            Thread.sleep(PACE); // the traffic's own rhythm
            part = (double) (System.nanoTime() - begin) / duration.toNanos();
        }
    }

    private static String error() {
        return "{\"level\":\"error\",\"content\":\"%s\",\"host\":\"gw-1\"}".formatted(STORM);
    }

    private void message() throws Exception {
        sent++;
        if (sent % 60 == 1) tiles();
        if (sent % 41 == 0) {
            post(
                    "deploys",
                    "{\"level\":\"info\",\"content\":\"v%d is live on web-%d\"}"
                            .formatted(40 + sent / 41, 1 + random.nextInt(3)));
        } else if (sent % 23 == 0) {
            post(
                    "db",
                    "{\"level\":\"warn\",\"content\":\"slow query on orders\",\"took\":%d}"
                            .formatted(900 + random.nextInt(900)));
        } else if (sent % 37 == 0) {
            post("backup", "{\"content\":\"%d files copied\"}".formatted(random.nextInt(9_000)));
        } else if (sent % 5 == 0) {
            line();
        } else {
            request();
        }
    }

    private void request() throws Exception {
        boolean fails = random.nextInt(40) == 0;
        int took = 20 + (int) (Math.abs(random.nextGaussian()) * 140);
        post(
                "nginx",
                "{\"level\":\"%s\",\"content\":\"%s %s/%d\",\"status\":%d,\"took\":%d,\"host\":\"web-%d\",\"client\":{\"ip\":\"10.0.%d.%d\",\"user\":\"%s\"}}"
                        .formatted(
                                fails ? "error" : "info",
                                random.nextInt(4) == 0 ? "POST" : "GET",
                                PATHS[random.nextInt(PATHS.length)],
                                1_000 + random.nextInt(9_000),
                                fails ? 502 : 200,
                                took,
                                1 + random.nextInt(3),
                                random.nextInt(8),
                                random.nextInt(250),
                                USERS[random.nextInt(USERS.length)]));
    }

    /// As an application writes it, with the colours of its terminal.
    private void line() throws Exception {
        String text =
                switch (random.nextInt(3)) {
                    case 0 ->
                            "\u001b[32mPASS\u001b[0m health check in \u001b[1m%d ms\u001b[0m"
                                    .formatted(5 + random.nextInt(20));
                    case 1 -> "user logged in  user=" + USERS[random.nextInt(USERS.length)];
                    default -> "cache refreshed  entries=" + random.nextInt(5_000);
                };
        Files.writeString(
                log(), text + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void tiles() throws Exception {
        int jobs = 12 + random.nextInt(20);
        put(
                "queue",
                "{\"title\":\"Queue\",\"value\":%d,\"unit\":\"jobs\",\"ttl\":120,\"status\":\"%s\"}"
                        .formatted(jobs, jobs > 26 ? "warn" : "ok"));
        put(
                "disk",
                "{\"title\":\"Disk\",\"value\":%d,\"unit\":\"%%\",\"ttl\":120,\"status\":\"ok\"}"
                        .formatted(61 + sent / 400));
    }

    private void put(String id, String tile) throws Exception {
        hub.send(
                HttpRequest.newBuilder(hub.uri("/api/tiles/" + id))
                        .PUT(HttpRequest.BodyPublishers.ofString(tile))
                        .build());
    }

    private void post(String source, String json) throws Exception {
        hub.post("/ingest/" + source, "application/json", json);
    }
}
