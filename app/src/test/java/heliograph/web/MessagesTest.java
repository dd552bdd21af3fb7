package heliograph.web;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.TestHub;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

class MessagesTest {
    @TempDir Path directory;
    private TestHub hub;

    @BeforeEach
    void start() {
        hub = TestHub.in(directory);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void whatWasPublishedIsFoundByItsWordsSourceAndLevel() throws Exception {
        hub.post(
                "/ingest/app",
                "application/json",
                "{\"content\":\"disk full\",\"level\":\"warn\"}");
        hub.post("/ingest/app", "application/json", "{\"content\":\"disk fine\"}");
        hub.post(
                "/ingest/db",
                "application/json",
                "{\"content\":\"Disk full\",\"level\":\"error\"}");
        assertThat(contents("?q=disk")).containsExactly("Disk full", "disk fine", "disk full");
        assertThat(contents("?q=disk+full")).containsExactly("Disk full", "disk full");
        assertThat(contents("?q=disk+-full")).containsExactly("disk fine");
        assertThat(contents("?q=full&source=app")).containsExactly("disk full");
        assertThat(contents("?q=full&level=error")).containsExactly("Disk full");
        assertThat(contents("?level=none")).containsExactly("disk fine");
        assertThat(contents("?q=nothing")).isEmpty();
        assertThat(contents("?limit=1")).containsExactly("Disk full");
    }

    @Test
    void sinceAndUntilTakeAnIdATimeOrADuration() throws Exception {
        List<String> ids = hub.publish("one", "two", "three", "four");
        assertThat(contents("?since=" + ids.get(0) + "&until=" + ids.get(2)))
                .containsExactly("three", "two");
        assertThat(contents("?since=1h")).hasSize(4);
        assertThat(contents("?until=1h")).isEmpty();
        assertThat(contents("?since=2000-01-01T00:00:00Z&until=2999-01-01T00:00:00Z")).hasSize(4);
        String third = message(ids.get(2)).getString("time");
        assertThat(contents("?since=" + third)).contains("four", "three");
        assertThat(contents("?until=" + third)).contains("one").doesNotContain("three");
    }

    @Test
    void headIsToldWhatGetWouldBring() throws Exception {
        hub.publishMany("m", 25);
        for (String query : List.of("?limit=10", "?limit=10000", "?q=nothing")) {
            URI uri = hub.uri("/api/messages" + query);
            HttpResponse<String> get = hub.send(HttpRequest.newBuilder(uri).build());
            HttpResponse<String> head = hub.send(HttpRequest.newBuilder(uri).HEAD().build());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("Content-Length"))
                    .contains(String.valueOf(get.body().getBytes(UTF_8).length));
            assertThat(head.headers().allValues("Link")).isEqualTo(get.headers().allValues("Link"));
        }
    }

    @Test
    void pagesLeadThroughEverythingInBothDirections() throws Exception {
        hub.publishMany("m", 25);
        List<String> all = numbered(25);
        assertThat(pages("?limit=10", "before")).isEqualTo(all.reversed());
        String before = "&after=" + idOf(0);
        assertThat(pages("?limit=10" + before, "after")).isEqualTo(all);
        JsonObject last = hub.getJson("/api/messages?limit=25");
        assertThat(last).as("there is no page behind the last").doesNotContainKey("next");
    }

    @Test
    void pagingMissesAndRepeatsNothingWhileMessagesArrive() throws Exception {
        hub.publishMany("old", 60);
        List<String> seen = new ArrayList<>();
        JsonObject page = hub.getJson("/api/messages?limit=7");
        while (true) {
            seen.addAll(contents(page));
            if (!page.containsKey("next")) break;
            hub.publish("new");
            page = hub.getJson("/api/messages?limit=7&before=" + page.getString("next"));
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 60).mapToObj(i -> "old " + i).toList().reversed());
    }

    @Test
    void followingWithAfterSeesEachMessageOnce() throws Exception {
        hub.publish("first");
        String place = idOf(0);
        List<String> seen = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            hub.publishMany("round " + round, 3);
            JsonObject page = hub.getJson("/api/messages?limit=2&after=" + place);
            while (true) {
                for (var message : page.getJsonArray("messages")) {
                    seen.add(message.asJsonObject().getString("content"));
                    place = message.asJsonObject().getString("id");
                }
                if (!page.containsKey("next")) break;
                page = hub.getJson("/api/messages?limit=2&after=" + page.getString("next"));
            }
        }
        assertThat(seen).hasSize(16).doesNotHaveDuplicates().startsWith("first");
        assertThat(new HashSet<>(seen)).contains("round 0 1", "round 4 3");
    }

    @Test
    void ndjsonIsOneMessageALineAndAHeaderLeadsOn() throws Exception {
        hub.publishMany("m", 5);
        HttpResponse<String> answer = get("/api/messages?limit=2&q=m", "application/x-ndjson");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        assertThat(answer.body().lines())
                .map(line -> TestHub.object(line).getString("content"))
                .containsExactly("m 5", "m 4");
        String next = next(answer);
        assertThat(next).contains("q=m").contains("limit=2");
        HttpResponse<String> more = get(next, "application/x-ndjson");
        assertThat(more.body().lines())
                .map(line -> TestHub.object(line).getString("content"))
                .containsExactly("m 3", "m 2");
        assertThat(get(next(more), "application/x-ndjson").headers().map())
                .doesNotContainKey("link");
    }

    @Test
    void csvKeepsQuotesCommasAndLineBreaksAndDisarmsFormulas() throws Exception {
        List<String> texts =
                List.of(
                        "plain",
                        "a \"quoted\" word",
                        "comma, here",
                        "two\nlines",
                        "two\r\nlines",
                        "=1+1",
                        "=HYPERLINK(\"http://x\",\"y\")",
                        "+1",
                        "-1",
                        "@SUM(A1)",
                        "\ttab",
                        "\rreturn",
                        " =spaced",
                        "'quoted",
                        "größe 東京 😀");
        for (String text : texts) hub.publish(text);
        hub.post(
                "/ingest/x",
                "application/json",
                "{\"time\":\"2020-01-01T00:00:00Z\",\"content\":\"own\",\"level\":\"warn\",\"n\":1.10,\"s\":\"a,\\\"b\\\"\",\"o\":{\"k\":[1,"
                        + " 2]}}");
        HttpResponse<String> answer = get("/api/messages?after=" + beforeFirst(), "text/csv");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/csv");
        List<List<String>> rows = parseCsv(answer.body());
        assertThat(rows.getFirst())
                .containsExactly("id", "time", "received", "source", "level", "content", "fields");
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            boolean formula = "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
            assertThat(rows.get(i + 1).get(5)).isEqualTo(formula ? "'" + text : text);
        }
        List<String> own = rows.getLast();
        assertThat(own.get(1)).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(own.get(2)).startsWith("2").isNotEqualTo(own.get(1));
        assertThat(own.subList(3, 6)).containsExactly("x", "warn", "own");
        assertThat(own.get(6)).isEqualTo("{\"n\":1.10,\"s\":\"a,\\\"b\\\"\",\"o\":{\"k\":[1, 2]}}");
    }

    @Test
    void theClientsBestTypeIsChosenAndAnUnknownOneIsRefused() throws Exception {
        hub.publish("one");
        assertThat(type("text/csv;q=0.5, application/x-ndjson")).isEqualTo("application/x-ndjson");
        assertThat(type("*/*")).isEqualTo("application/json");
        assertThat(type("text/*")).startsWith("text/csv");
        HttpResponse<String> refused = get("/api/messages", "image/png");
        assertThat(refused.statusCode()).isEqualTo(406);
        assertThat(refused.body()).contains("text/csv");
    }

    @Test
    void whatCannotBeMeantIsRefusedInPlainWords() throws Exception {
        String id = hub.publish("one").getFirst();
        String other = "zzzz-1";
        assertThat(refusal("?limit=0")).contains("limit");
        assertThat(refusal("?limit=10001")).contains("10,000");
        assertThat(refusal("?before=yesterday")).contains("'before' is an id");
        assertThat(refusal("?before=" + other)).contains(other).contains("another journal");
        assertThat(refusal("?after=" + other)).contains("another journal");
        assertThat(refusal("?since=" + other)).contains("another journal");
        assertThat(refusal("?since=never")).contains("'since'").contains("15m");
        assertThat(refusal("?until=never")).contains("'until'");
        assertThat(refusal("?before=" + id + "&after=" + id)).contains("one of them");
        assertThat(refusal("?levl=warn")).contains("level");
        assertThat(refusal("?q=a&q=b")).contains("more than once");
        assertThat(refusal("?limit=1&limit=2")).contains("more than once");
        assertThat(refusal("?since=1h&since=2h")).contains("more than once");
    }

    @Test
    void oneMessageIsThereUnderItsId() throws Exception {
        String id = hub.publish("one").getFirst();
        assertThat(message(id).getString("content")).isEqualTo("one");
        assertThat(message(id).getString("id")).isEqualTo(id);
        for (String missing :
                List.of("zzzz-1", id + "0", "nonsense", idOf(0).replace("-1", "-0"))) {
            HttpResponse<String> answer = hub.get("/api/messages/" + missing);
            assertThat(answer.statusCode()).as(missing).isEqualTo(404);
            assertThat(answer.body()).contains(missing).doesNotContain("not kept any more");
        }
        assertThat(hub.get("/api/messages/" + id + "?x=1").statusCode()).isEqualTo(400);
    }

    @Test
    void aLongAnswerIsStreamedWhole() throws Exception {
        String large = "x".repeat(3_000);
        for (int i = 0; i < 10; i++) hub.publishMany(large, 1_000);
        HttpResponse<String> answer = get("/api/messages?limit=10000", "application/x-ndjson");
        assertThat(answer.body().lines().count()).isEqualTo(10_000);
        assertThat(answer.body().length()).isGreaterThan(30_000_000);
    }

    @Test
    void searchIsCompleteAfterTheIndexWasDeletedWhileTheHubWasDown() throws Exception {
        hub.publishMany("needle", 300);
        int port = hub.goAway();
        Files.delete(hub.data().resolve("search.db"));
        hub.comeBack(port);
        assertThat(hub.getJson("/api/messages?q=needle&limit=1000").getJsonArray("messages"))
                .hasSize(300);
    }

    @Test
    void theLagIsInTheStatusAndInTheMetrics() throws Exception {
        hub.publish("one");
        assertThat(hub.getJson("/api/status").getInt("searchLag")).isEqualTo(1);
        assertThat(hub.get("/metrics").body()).contains("heliograph_search_lag_messages 1");
    }

    @Test
    void theHistogramCountsByTimeAndLevel() throws Exception {
        hub.post("/ingest/a", "application/json", "{\"level\":\"warn\",\"content\":\"x\"}");
        hub.post("/ingest/a", "application/json", "{\"level\":\"warn\",\"content\":\"y\"}");
        hub.post("/ingest/b", "application/json", "{\"content\":\"x\"}");
        JsonObject all = hub.getJson("/api/histogram?since=1h&buckets=30");
        assertThat(all.getBoolean("complete")).isTrue();
        assertThat(all.getInt("total")).isEqualTo(3);
        assertThat(all.getJsonNumber("bucketSeconds").doubleValue()).isEqualTo(300);
        assertThat(all.getJsonArray("buckets").size()).isBetween(12, 13);
        assertThat(sum(all, "warn")).isEqualTo(2);
        assertThat(sum(all, "none")).isEqualTo(1);
        assertThat(hub.getJson("/api/histogram?q=x").getInt("total")).isEqualTo(2);
        assertThat(hub.getJson("/api/histogram?source=b&q=y").getInt("total")).isZero();
        assertThat(hub.get("/api/histogram?buckets=501").statusCode()).isEqualTo(400);
        assertThat(hub.get("/api/histogram?since=1m&until=1h").statusCode()).isEqualTo(400);
        assertThat(hub.getJson("/api/histogram?since=0001-01-01T00:00:00Z").getInt("total"))
                .isEqualTo(3);
    }

    @Test
    void theHistogramTakesTimesFarAway() throws Exception {
        hub.publish("one");
        for (String span :
                List.of(
                        "since=-999999999-01-01T00:00:00Z",
                        "until=%2B999999999-12-31T23:59:59Z",
                        "since=-999999999-01-01T00:00:00Z&until=%2B999999999-12-31T23:59:59Z")) {
            JsonObject histogram = hub.getJson("/api/histogram?" + span);
            assertThat(histogram.getInt("total")).as(span).isEqualTo(1);
            assertThat(histogram.getJsonArray("buckets").size()).as(span).isBetween(1, 60);
        }
    }

    @Test
    void theHistogramOfNothingIsEmpty() throws Exception {
        assertThat(hub.getJson("/api/histogram").getInt("total")).isZero();
    }

    @Test
    void fieldsAreNamedWithTheirMostFrequentValues() throws Exception {
        for (int i = 0; i < 6; i++) {
            hub.post(
                    "/ingest/a",
                    "application/json",
                    "{\"content\":\"x\",\"host\":\"web-%d\",\"http\":{\"status\":200}}"
                            .formatted(i % 2 == 0 ? 1 : i));
        }
        hub.post("/ingest/b", "application/json", "{\"content\":\"y\",\"n\":1.10}");
        JsonObject answer = hub.getJson("/api/fields?q=x");
        assertThat(answer.getInt("sampled")).isEqualTo(6);
        JsonObject host = field(answer, "host");
        assertThat(host.getInt("count")).isEqualTo(6);
        assertThat(host.getInt("distinct")).isEqualTo(3);
        assertThat(host.getJsonArray("top").getJsonObject(0).toString())
                .isEqualTo("{\"value\":\"web-1\",\"count\":4}");
        assertThat(field(answer, "http.status").toString()).contains("\"200\"");
        assertThat(field(hub.getJson("/api/fields"), "n").toString()).contains("\"1.10\"");
        assertThat(hub.getJson("/api/fields?limit=1").getInt("sampled")).isEqualTo(1);
    }

    private static JsonObject field(JsonObject answer, String name) {
        return answer.getJsonArray("fields").stream()
                .map(field -> field.asJsonObject())
                .filter(field -> field.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int sum(JsonObject histogram, String level) {
        return histogram.getJsonArray("buckets").stream()
                .mapToInt(b -> b.asJsonObject().getJsonObject("counts").getInt(level, 0))
                .sum();
    }

    private static List<String> numbered(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "m " + i).toList();
    }

    private List<String> contents(String query) throws Exception {
        return contents(hub.getJson("/api/messages" + query));
    }

    private static List<String> contents(JsonObject page) {
        return page.getJsonArray("messages").stream()
                .map(message -> message.asJsonObject().getString("content"))
                .toList();
    }

    private List<String> pages(String query, String direction) throws Exception {
        JsonObject page = hub.getJson("/api/messages" + query);
        List<String> all = new ArrayList<>(contents(page));
        String others = query.replaceAll("&after=[^&]*", "");
        while (page.containsKey("next")) {
            page =
                    hub.getJson(
                            "/api/messages%s&%s=%s"
                                    .formatted(others, direction, page.getString("next")));
            all.addAll(contents(page));
        }
        return all;
    }

    private JsonObject message(String id) throws Exception {
        return hub.getJson("/api/messages/" + id);
    }

    /// The id of an offset.
    private String idOf(long offset) throws Exception {
        return hub.getJson("/api/status").getString("epoch") + "-" + offset;
    }

    private String beforeFirst() throws Exception {
        return idOf(0);
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        return hub.send(HttpRequest.newBuilder(hub.uri(path)).header("Accept", accept).build());
    }

    private String type(String accept) throws Exception {
        return get("/api/messages", accept).headers().firstValue("Content-Type").orElseThrow();
    }

    private static String next(HttpResponse<String> answer) {
        String link = answer.headers().firstValue("Link").orElseThrow();
        Matcher matcher = Pattern.compile("<([^>]*)>; rel=\"next\"").matcher(link);
        assertThat(matcher.matches()).as(link).isTrue();
        return matcher.group(1);
    }

    private String refusal(String query) throws Exception {
        HttpResponse<String> answer = hub.get("/api/messages" + query);
        assertThat(answer.statusCode()).as(query).isEqualTo(400);
        return TestHub.object(answer.body()).getString("detail");
    }

    /// As RFC 4180 says.
    private static List<List<String>> parseCsv(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted || (c != ',' && c != '\r' && c != '\n')) {
                cell.append(c);
            } else if (c != '\r') {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            }
        }
        return rows;
    }
}
