package heliograph.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// What every query means, case by case; the page's own filter is asked the same.
class QueryCorpusTest {

    @TestFactory
    Stream<DynamicTest> aQueryAcceptsWhatTheCorpusSays() throws IOException {
        return corpus().filter(entry -> entry.containsKey("verdict"))
                .map(entry -> DynamicTest.dynamicTest(entry.toString(), () -> check(entry)));
    }

    private static void check(JsonObject entry) {
        String q = entry.getString("query");
        String line = Entries.line(entry.getJsonObject("message"));
        boolean verdict = entry.getBoolean("verdict");
        assertThat(Entries.accepts(q, line)).as(line).isEqualTo(verdict);
        String escaped = Entries.escaped(line);
        assertThat(Entries.accepts(q, escaped)).as(escaped).isEqualTo(verdict);
        if (verdict) assertThat(Entries.haveRequired(q, line)).as("the index finds it").isTrue();
    }

    @TestFactory
    Stream<DynamicTest> aBadQuerySaysWhereItBreaksAndWhatToWrite() throws IOException {
        return corpus().filter(entry -> entry.containsKey("bad"))
                .map(entry -> DynamicTest.dynamicTest(entry.toString(), () -> checkBad(entry)));
    }

    private static void checkBad(JsonObject entry) {
        int column = entry.getInt("bad");
        Optional<String> q = Optional.of(entry.getString("query"));
        assertThatThrownBy(() -> Filter.of(List.of(), List.of(), q))
                .isInstanceOf(BadFilter.class)
                .hasMessageStartingWith("'q' breaks in column " + column + ", at ")
                .hasMessageContaining(entry.getString("says"))
                .extracting(e -> ((BadFilter) e).column())
                .isEqualTo(OptionalInt.of(column));
    }

    private static Stream<JsonObject> corpus() throws IOException {
        try (InputStream file =
                        Objects.requireNonNull(
                                QueryCorpusTest.class.getResourceAsStream("/query-corpus.json"));
                JsonReader reader = Json.createReader(file)) {
            return reader.readArray().getValuesAs(JsonObject.class).stream();
        }
    }
}
