package heliograph.source;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Our verdict and what we keep, against another parser's.
class MessagePropertiesTest {
    private static final JsonReaderFactory PARSSON =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private static final Pattern HUGE_EXPONENT = Pattern.compile("[eE][+-]?\\d{5}");

    @Property
    void whatIsJsonIsTakenAndMeansTheSame(@ForAll("objects") String json) {
        JsonObject meant = parsson(json).orElseThrow();
        Message message = Message.json(json);
        assertThat(parsson(message.toString())).contains(meant);
        assertThat(message.toString()).doesNotContain("\n", "\r");
        assertThat(message.fields())
                .extracting(Message.Field::name)
                .containsExactlyElementsOf(meant.keySet());
        for (Message.Field field : message.fields()) {
            String value =
                    new String(message.json(), field.from(), field.to() - field.from(), UTF_8);
            assertThat(parsson("{\"value\":" + value + "}").orElseThrow().get("value"))
                    .isEqualTo(meant.get(field.name()));
        }
        assertThat(Message.json(message.json()).fields()).isEqualTo(message.fields());
    }

    @Property(tries = 3000)
    void whatIsNearlyJsonGetsTheSameVerdict(@ForAll("nearObjects") String text) {
        // JSON to us; Java has no number that large.
        Assume.that(!HUGE_EXPONENT.matcher(text).find());
        assertThat(taken(text)).as(text).isEqualTo(parsson(text).isPresent());
    }

    @Property
    void everyTextSurvives(@ForAll String text, @ForAll byte[] bytes) {
        Message message = Message.text(text);
        assertThat(Message.json(message.json()).fields()).isEqualTo(message.fields());
        String written = new String(text.getBytes(UTF_8), UTF_8);
        assertThat(parsson(message.toString()).orElseThrow().getString("content"))
                .isEqualTo(written);
        Message ofBytes = Message.text(bytes, 0, bytes.length);
        assertThat(Message.json(ofBytes.json()).fields()).isEqualTo(ofBytes.fields());
    }

    @Property
    void bytesAreTakenOrMalformedAndNothingElse(@ForAll byte[] bytes) {
        byte[] json = ("{\"a\":\"" + new String(bytes, ISO_8859_1) + "\"}").getBytes(ISO_8859_1);
        try {
            Message.json(json);
            assertThat(new String(json, UTF_8).getBytes(UTF_8)).isEqualTo(json);
        } catch (MalformedMessage e) {
            assertThat(e.position().line()).isPositive();
        }
    }

    @Provide
    Arbitrary<String> objects() {
        return object(3);
    }

    /// Objects with up to three characters replaced, put in or taken out.
    @Provide
    Arbitrary<String> nearObjects() {
        Arbitrary<Edit> edits =
                Combinators.combine(
                                Arbitraries.integers().between(0, 200),
                                Arbitraries.integers().between(0, 1),
                                Arbitraries.strings()
                                        .withChars("{}[]\":,\\ue+-.019truefalsn \n\t\u0001é")
                                        .ofMaxLength(2))
                        .as(Edit::new);
        return Combinators.combine(object(2), edits.list().ofMaxSize(3))
                .as(
                        (json, list) -> {
                            String text = json;
                            for (Edit edit : list) text = edit.of(text);
                            return text;
                        });
    }

    private record Edit(int place, int removed, String added) {
        String of(String text) {
            int at = place % (text.length() + 1);
            int rest = Math.min(at + removed, text.length());
            return text.substring(0, at) + added + text.substring(rest);
        }
    }

    private static Arbitrary<String> object(int depth) {
        return Combinators.combine(
                        string().list()
                                .uniqueElements(MessagePropertiesTest::unescaped)
                                .ofMaxSize(20),
                        value(depth).list().ofSize(20),
                        space())
                .as(MessagePropertiesTest::joined);
    }

    private static String joined(List<String> names, List<String> values, String space) {
        StringBuilder json = new StringBuilder(space + "{" + space);
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) json.append(space).append(',').append(space);
            json.append(names.get(i)).append(space).append(':').append(space).append(values.get(i));
        }
        return json.append(space).append('}').append(space).toString();
    }

    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> plain =
                Arbitraries.oneOf(string(), number(), Arbitraries.of("true", "false", "null"));
        if (depth == 0) return plain;
        Arbitrary<String> array =
                Combinators.combine(value(depth - 1).list().ofMaxSize(3), space())
                        .as((list, space) -> "[" + space + String.join("," + space, list) + "]");
        return Arbitraries.frequencyOf(
                Tuple.of(6, plain),
                Tuple.of(1, array),
                Tuple.of(1, Arbitraries.lazy(() -> smallObject(depth - 1))));
    }

    private static Arbitrary<String> smallObject(int depth) {
        return Combinators.combine(
                        string().list()
                                .uniqueElements(MessagePropertiesTest::unescaped)
                                .ofMaxSize(3),
                        value(depth).list().ofSize(3),
                        space())
                .as(MessagePropertiesTest::joined);
    }

    private static Arbitrary<String> string() {
        Arbitrary<String> part =
                Arbitraries.of(
                        "a", "b", "c", "Z", " ", "/", "'", "{", "]", ",", ":", "é", "€", "😀",
                        "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0041",
                        "\\u00e9", "\\u0000", "\u007f", "\u2028");
        return part.list().ofMaxSize(6).map(parts -> '"' + String.join("", parts) + '"');
    }

    private static Arbitrary<String> number() {
        return Arbitraries.of(
                "0",
                "-0",
                "1",
                "-1",
                "10",
                "1.10",
                "0.0",
                "-0.5",
                "1e5",
                "1E+5",
                "1e-7",
                "12.50e2",
                "9223372036854775808",
                "0.1234567890123456789");
    }

    private static Arbitrary<String> space() {
        return Arbitraries.of("", "", "", " ", "\t", "\n", "\r\n", "  \n ");
    }

    private static String unescaped(String string) {
        byte[] utf8 = string.getBytes(UTF_8);
        return JsonStrings.unescape(utf8, 1, utf8.length - 1);
    }

    private static boolean taken(String text) {
        try {
            Message.json(text);
            return true;
        } catch (MalformedMessage e) {
            return false;
        }
    }

    /// Its reader refuses a name that is there twice, and only its parser what follows the object.
    private static Optional<JsonObject> parsson(String text) {
        try (var parser = Json.createParser(new StringReader(text));
                var reader = PARSSON.createReader(new StringReader(text))) {
            parser.next();
            parser.getObject();
            if (parser.hasNext()) return Optional.empty();
            return Optional.of(reader.readObject());
        } catch (JsonException | IllegalStateException | NoSuchElementException e) {
            return Optional.empty();
        }
    }
}
