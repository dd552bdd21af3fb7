package heliograph.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import static java.lang.System.Logger.Level.INFO;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/// How fast it is, how little it takes, and that it stays so. With
/// `-Dpage.storm=PT10M` the storm lasts that long. Others use the machine, too, so times
/// may be four times what they should be; with `-Dpage.alone` they may not.
class DashboardSpeedTest extends BrowserTest {
    private static final System.Logger LOGGER = System.getLogger("heliograph.page");
    private static final Duration STORM = Duration.parse(System.getProperty("page.storm", "PT8S"));
    private static final int TIMES = System.getProperty("page.alone") == null ? 4 : 1;

    /// The best of so many counts.
    private static final int MOST_ROUNDS = 10;

    private static final double FILTERED = 100 * TIMES; // ms
    private static final int PER_SECOND = 2_000;
    private static final int LARGEST_FIRST_LOAD = 60 * 1024; // bytes on the wire
    private static final double FIRST_ROW = 500 * TIMES; // ms after navigation
    private static final double LONGEST_TASK = 200 * TIMES; // ms

    @Test
    void theFirstRowIsThereInHalfASecondAndTheFirstLoadIsSmall() throws Exception {
        hub.publishMany("message", 600);
        double firstRow = Double.MAX_VALUE;
        double bytes = 0;
        for (int round = 1; round <= MOST_ROUNDS && firstRow >= FIRST_ROW; round++) {
            context.close();
            context = newContext(contextOptions());
            context.addInitScript(WATCH_FOR_FIRST_ROW);
            DashboardPage page = open();
            page.assertNewest("message 600");
            firstRow = Math.min(firstRow, number(page, "() => firstRow"));
            // what comes by itself behind the first row
            assertThat(page.page().locator("kpi-strip hub-tile").first()).isVisible();
            assertThat(page.page().locator(".gutter")).isVisible();
            bytes = number(page, BYTES) + packed((String) page.page().evaluate(WORKER));
        }
        LOGGER.log(INFO, "first row after {0} ms, first load {1} bytes", firstRow, bytes);
        assertThat(bytes).as("bytes").isBetween(10_000.0, (double) LARGEST_FIRST_LOAD);
        assertThat(firstRow).as("ms until the first row").isLessThan(FIRST_ROW);
    }

    private static final String WATCH_FOR_FIRST_ROW =
            """
            new MutationObserver((_, observer) => {
              if (!document.querySelector('.row:not([hidden])')) return;
              window.firstRow = performance.now();
              observer.disconnect();
            }).observe(document, { childList: true, subtree: true, attributes: true });
            """;

    /// What the page is made of, packed, but for what its worker loads.
    private static final String BYTES =
            """
            () => performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
              .filter(({ name }) => !name.includes('/api/'))
              .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
            """;

    private static final String WORKER =
            """
            () => new URL('stream/stream-worker.js', document.querySelector('script[src$="main.js"]').src).href
            """;

    /// The bytes on the wire of a script that needs no other.
    private static int packed(String address) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address))
                        .header("Accept-Encoding", "gzip")
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            byte[] body = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
            var unpacked = new GZIPInputStream(new ByteArrayInputStream(body));
            assertThat(new String(unpacked.readAllBytes(), UTF_8))
                    .contains("lastEventId")
                    .doesNotContain("import {", "import '");
            return body.length;
        }
    }

    @Test
    void aStormLeavesThePageQuickAndItsMemoryFlat() throws Exception {
        DashboardPage page = openLive();
        CDPSession session = context.newCDPSession(page.page());
        publish(0, 60_000); // as full as it gets: from here on, one comes and one goes
        page.assertNewest("storm 59999");
        publish(60_000, 20_000);
        page.assertNewest("storm 79999");
        observeLongTasks(page);
        double before = heap(session);
        long end = System.nanoTime() + STORM.toNanos();
        int sent = 80_000;
        while (System.nanoTime() < end) {
            long second = System.nanoTime();
            publish(sent, PER_SECOND);
            sent += PER_SECOND;
            page.press("Space");
            page.assertHeld();
            page.press("G");
            page.assertLive();
            long left = 1_000 - Duration.ofNanos(System.nanoTime() - second).toMillis();
            if (left > 0) page.page().waitForTimeout((double) left); // the storm's own rhythm
        }
        page.assertNewest("storm " + (sent - 1));
        double after = heap(session);
        double longest = number(page, "() => Math.max(0, ...longTasks)");
        LOGGER.log(
                INFO,
                "longest task {0} ms, heap {1} then {2} MB, {3} rows",
                longest,
                before,
                after,
                page.page().locator(".row").count());
        assertThat(longest).as("ms of the longest task").isLessThan(LONGEST_TASK);
        assertThat(after).as("MB of heap").isLessThan(before * 1.2);
        assertThat(page.page().locator(".row").count()).isLessThanOrEqualTo(100);
        assertThat(page.status()).containsText("50,000 held");
    }

    @Test
    void fiftyThousandRowsAreFilteredBeforeOneCanBlink() throws Exception {
        DashboardPage page = openLive();
        for (int from = 0; from < 50_000; from += 10_000) { // it skips what is 4 MiB behind
            publish(from, 10_000);
            page.assertNewest("storm " + (from + 9_999));
        }
        for (String query :
                new String[] {"n>=0", "storm", "host:web-3", "-host:web-3", "/storm \\d+5$/"}) {
            double took = Double.MAX_VALUE;
            for (int round = 1; round <= MOST_ROUNDS && took >= FILTERED; round++) {
                page.filter().fill("");
                Object once = page.page().evaluate(FIRST_CORRECT_FRAME, query);
                took = Math.min(took, ((Number) once).doubleValue());
            }
            LOGGER.log(INFO, "{0}: {1} ms", query, took);
            assertThat(took).as("ms for " + query).isLessThan(FILTERED);
        }
        page.filter().fill("n=7");
        assertThat(page.status()).containsText("1 shown");
        assertThat(page.status()).containsText("49,999 hidden by filter");
    }

    /// Types a query, and takes the time until there are rows and all that are drawn match it.
    private static final String FIRST_CORRECT_FRAME =
            """
            async query => {
              const main = document.querySelector('script[src$="main.js"]').src;
              const { Query } = await import(new URL('query/query.js', main));
              const asked = new Query(query);
              const input = document.querySelector('filter-bar input');
              const matches = row => {
                const content = row.querySelector('.content').textContent;
                const fields = row.querySelector('.fields').textContent.split('  ').map(field => field.split('='));
                const { n, host } = Object.fromEntries(fields);
                return asked.accepts(JSON.stringify({ source: 'test', content, n: Number(n), host }));
              };
              const start = performance.now();
              input.value = query;
              input.dispatchEvent(new Event('input'));
              for (;;) {
                await new Promise(requestAnimationFrame);
                await new Promise(done => setTimeout(done));
                const rows = [...document.querySelectorAll('.row:not([hidden])')];
                if (rows.length > 20 && rows.every(matches)) return performance.now() - start;
                if (performance.now() - start > 5000) return 5000;
              }
            }
            """;

    private void publish(int from, int count) throws Exception {
        for (int start = from; start < from + count; start += 10_000) {
            String lines =
                    IntStream.range(start, Math.min(start + 10_000, from + count))
                            .mapToObj(
                                    i ->
                                            "{\"content\":\"storm %d\",\"n\":%d,\"host\":\"web-%d\"}"
                                                    .formatted(i, i, i % 7))
                            .collect(Collectors.joining("\n"));
            assertThat(hub.post("/ingest/test", "application/x-ndjson", lines).statusCode())
                    .isEqualTo(200);
        }
    }

    private static void observeLongTasks(DashboardPage page) {
        page.page()
                .evaluate(
                        """
                        () => {
                          window.longTasks = [];
                          new PerformanceObserver(list => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
                            .observe({ type: 'longtask' });
                        }
                        """);
    }

    /// MB that are in use after garbage was collected.
    private static double heap(CDPSession session) {
        session.send("HeapProfiler.collectGarbage");
        JsonObject usage = session.send("Runtime.getHeapUsage");
        return usage.get("usedSize").getAsDouble() / (1 << 20);
    }

    private static double number(DashboardPage page, String expression) {
        return ((Number) page.page().evaluate(expression)).doubleValue();
    }
}
