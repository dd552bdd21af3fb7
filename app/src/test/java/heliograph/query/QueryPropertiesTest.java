package heliograph.query;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Queries and messages of the same few odd words, so that many of them meet.
class QueryPropertiesTest {
    private static final List<String> VOCABULARY =
            List.of(
                    "a",
                    "A",
                    "ab",
                    "AB",
                    "abc",
                    "sky",
                    "SKY",
                    "\u017fky",
                    "s\u212ay",
                    "i",
                    "\u0130",
                    "I\u0307",
                    "\u0131",
                    "\u00e9",
                    "e\u0301",
                    "e",
                    "5",
                    "55",
                    "\u03c2",
                    "\u03a3",
                    "\u00df",
                    "\u1e9e",
                    "\u4eac",
                    "\ud801\udc00",
                    "k",
                    "K");

    @Property(tries = 1000)
    void theIndexNeverMissesWhatTheFilterAccepts(
            @ForAll("queries") String q, @ForAll("lines") String line) {
        if (Entries.accepts(q, line)) assertThat(Entries.haveRequired(q, line)).isTrue();
    }

    @Property(tries = 1000)
    void howTheLettersAreWrittenChangesNoVerdict(
            @ForAll("queries") String q, @ForAll("lines") String line) {
        assertThat(Entries.accepts(q, Entries.escaped(line))).isEqualTo(Entries.accepts(q, line));
    }

    @Property(tries = 1000)
    void aMinusTurnsEveryVerdictAround(
            @ForAll("clauses") String clause, @ForAll("lines") String line) {
        assertThat(Entries.accepts("-" + clause, line)).isNotEqualTo(Entries.accepts(clause, line));
    }

    @Property(tries = 1000)
    void aWordIsFoundExactlyWhereItIsAmongTheWords(
            @ForAll("words") String word, @ForAll("lines") String line) {
        boolean among = Entries.words(line).containsAll(Words.of(word));
        assertThat(Entries.accepts(word, line)).isEqualTo(among);
    }

    @Property
    void aQueryIsReadOrBadAndNothingElse(@ForAll String text) {
        try {
            assertThat(Query.of(text)).isEqualTo(Query.of(text));
        } catch (BadFilter e) {
            assertThat(e.getMessage()).contains("'q'");
        }
    }

    @Property(tries = 1000)
    void signsInAnyOrderAreReadOrBad(@ForAll("signs") String text) {
        try {
            Query query = Query.of(text);
            assertThat(query).isEqualTo(Query.of(text)).hasSameHashCodeAs(Query.of(text));
            Entries.accepts(
                    new Filter(Filter.ALL.sources(), Filter.ALL.levels(), true, query),
                    Entries.line(Json.createObjectBuilder().add("a", "a b").build()));
        } catch (BadFilter e) {
            assertThat(e.column()).isNotEmpty();
            assertThat(e.column().getAsInt()).isBetween(1, text.length() + 1);
        }
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(VOCABULARY);
    }

    @Provide
    Arbitrary<String> signs() {
        return Arbitraries.of(
                        "a", "b1", "\"", "*", "/", "|", ":", ">", "=", "-", " ", "\\", "(", "5")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> clauses() {
        Arbitrary<String> value =
                Arbitraries.oneOf(
                        words(),
                        words().map(word -> word + "*"),
                        words().list().ofMinSize(1).ofMaxSize(3).map(QueryPropertiesTest::phrase),
                        words().list().ofMinSize(2).ofMaxSize(3).map(ws -> String.join("-", ws)),
                        words().map(word -> "/" + word + "/"));
        Arbitrary<String> any =
                value.list().ofMinSize(1).ofMaxSize(3).map(values -> String.join("|", values));
        return Arbitraries.oneOf(
                any,
                Combinators.combine(Arbitraries.of("a", "b", "n.a", "sky"), any)
                        .as((field, values) -> field + ":" + values),
                Arbitraries.of("a>5", "a<=5", "n.a=55", "b:*"));
    }

    private static String phrase(List<String> words) {
        return '"' + String.join(" ", words) + '"';
    }

    @Provide
    Arbitrary<String> queries() {
        return Combinators.combine(Arbitraries.of("", "", "-"), clauses())
                .as((minus, clause) -> minus + clause)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(clauses -> String.join(" ", clauses));
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> text =
                Combinators.combine(words(), Arbitraries.of(" ", "-", "\n", "\""))
                        .as((word, behind) -> word + behind)
                        .list()
                        .ofMaxSize(4)
                        .map(parts -> parts.stream().collect(Collectors.joining()));
        return Combinators.combine(
                        text, text, text.list().ofMaxSize(2), Arbitraries.integers().between(4, 6))
                .as(Tuple::of)
                .map(t -> line(t.get1(), t.get2(), t.get3(), t.get4()));
    }

    private static String line(String a, String below, List<String> elements, int number) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        elements.forEach(array::add);
        JsonObjectBuilder message =
                Json.createObjectBuilder()
                        .add("a", a)
                        .add("b", array)
                        .add("n", Json.createObjectBuilder().add("a", below))
                        .add("sky", number);
        return Entries.line(message.build());
    }

    @Property
    void theOrderOfClausesAndCaseMakeNoOtherQuery(
            @ForAll("words") String a, @ForAll("words") String b) {
        assertThat(Filter.of(List.of(), List.of(), Optional.of(a + " " + b)))
                .isEqualTo(Filter.of(List.of(), List.of(), Optional.of(b + "  " + a + " " + a)));
    }
}
