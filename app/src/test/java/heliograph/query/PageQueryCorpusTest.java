package heliograph.query;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.web.BrowserTest;
import heliograph.web.DashboardPage;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/// The browser's own filter is asked what the hub's is asked, and must say the same.
class PageQueryCorpusTest extends BrowserTest {
    private static final String ASK =
            """
            async cases => {
              const main = document.querySelector('script[src$="main.js"]').src;
              const { Query } = await import(new URL('query/query.js', main));
              return cases.map(({ query, line }) => {
                try {
                  const asked = new Query(query);
                  return line === '' ? 'can be read' : String(asked.accepts(line));
                } catch (error) {
                  return `${error.column}: ${error.message}`;
                }
              });
            }
            """;

    @Test
    void aQueryMeansTheSameInTheBrowser() throws IOException {
        List<JsonObject> entries = corpus(entry -> entry.containsKey("verdict"));
        List<String> verdicts = ask(entries.stream().map(entry -> asked(entry, false)).toList());
        List<String> escaped = ask(entries.stream().map(entry -> asked(entry, true)).toList());
        for (int i = 0; i < entries.size(); i++) {
            String expected = Boolean.toString(entries.get(i).getBoolean("verdict"));
            assertThat(verdicts.get(i)).as(entries.get(i).toString()).isEqualTo(expected);
            assertThat(escaped.get(i)).as("escaped " + entries.get(i)).isEqualTo(expected);
        }
        assertThat(entries).hasSizeGreaterThan(200);
    }

    @Test
    void aBadQueryBreaksAtTheSamePlaceAndSaysTheSame() throws IOException {
        List<JsonObject> entries = corpus(entry -> entry.containsKey("bad"));
        List<String> said =
                ask(
                        entries.stream()
                                .map(entry -> Map.of("query", entry.getString("query"), "line", ""))
                                .toList());
        for (int i = 0; i < entries.size(); i++) {
            JsonObject entry = entries.get(i);
            assertThat(said.get(i))
                    .as(entry.toString())
                    .startsWith(entry.getInt("bad") + ": ")
                    .contains(entry.getString("says"));
        }
        assertThat(entries).hasSizeGreaterThan(30);
    }

    private static Map<String, String> asked(JsonObject entry, boolean escaped) {
        String line = Entries.line(entry.getJsonObject("message"));
        return Map.of(
                "query", entry.getString("query"), "line", escaped ? Entries.escaped(line) : line);
    }

    private List<String> ask(List<Map<String, String>> cases) {
        DashboardPage page = open();
        return ((List<?>) page.page().evaluate(ASK, cases)).stream().map(String::valueOf).toList();
    }

    private static List<JsonObject> corpus(Predicate<JsonObject> wanted) throws IOException {
        try (InputStream file =
                        Objects.requireNonNull(
                                PageQueryCorpusTest.class.getResourceAsStream(
                                        "/query-corpus.json"));
                JsonReader reader = Json.createReader(file)) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .filter(wanted)
                    .toList();
        }
    }
}
