package heliograph.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class MessageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {'a':1,}             | 1 | 8
                    {'a':1}x             | 1 | 8
                    {'a':01}             | 1 | 7
                    {'a':1,'a':2}        | 1 | 8
                    {'é':x}              | 1 | 7
                    {~  'a': 1,~  'b' 2~} | 3 | 7
                    ~~x                  | 3 | 1
                    {'a':                | 1 | 6
                    ^{x                  | 1 | 2
                    """)
    void anErrorSaysWhere(String written, int line, int column) {
        String json = written.replace('\'', '"').replace('~', '\n').replace('^', '\uFEFF');
        var error = catchThrowableOfType(MalformedMessage.class, () -> Message.json(json));
        assertThat(error.position()).isEqualTo(new TextPosition(line, column));
        assertThat(error).hasMessage(error.reason() + " at line " + line + ", column " + column);
    }

    @Test
    void anErrorInAPartCountsFromThePart() {
        byte[] lines = "{}\n{\"a\":x}\n".getBytes(UTF_8);
        var error =
                catchThrowableOfType(
                        MalformedMessage.class, () -> Message.json(lines, 3, lines.length));
        assertThat(error.position()).isEqualTo(new TextPosition(1, 6));
        assertThat(error.position().below(1)).isEqualTo(new TextPosition(2, 6));
    }

    @Test
    void jsonOverSeveralLinesBecomesOneLineAndKeepsItsStrings() {
        String json =
                """
                {
                  "a" : "x  \\" y",\r
                  "b\\\\" : [ 1.10,\t1e5 ],
                  "c" : { }
                }
                """;
        assertThat(Message.json(json))
                .hasToString("{\"a\":\"x  \\\" y\",\"b\\\\\":[1.10,1e5],\"c\":{}}");
    }

    @Test
    void spacesInOneLineStay() {
        assertThat(Message.json("\n { \"a\" : 1 } \n")).hasToString("{ \"a\" : 1 }");
    }

    @Test
    void fieldsSayWhereTheirValuesStand() {
        assertThat(fields(Message.json(" { \"a\" : 1.10 ,\"b\\u0062\":{\"c\":[1]}, \"é\":\"é\"}")))
                .containsExactly("a=1.10", "bb={\"c\":[1]}", "é=\"é\"");
    }

    @Test
    void fieldsAreRightAlsoWhenLinesWereJoined() {
        assertThat(fields(Message.json("{\n\"a\" : [ 1,\n2 ],\n\"b\":\"x y\"\n}")))
                .containsExactly("a=[1,2]", "b=\"x y\"");
    }

    @Test
    void anArrayIsAMessageForEachElement() {
        List<Message> messages = arrayOrObject("\uFEFF [ {\"a\":1} ,\n{\"b\":\n2} , {} ]\n");
        assertThat(messages)
                .extracting(Message::toString)
                .containsExactly("{\"a\":1}", "{\"b\":2}", "{}");
        assertThat(fields(messages.get(1))).containsExactly("b=2");
    }

    @Test
    void anObjectAloneIsOneMessageAndAnEmptyArrayIsNone() {
        assertThat(arrayOrObject("{\"a\":1}")).containsExactly(Message.json("{\"a\":1}"));
        assertThat(arrayOrObject("[ ]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [{},1]    | 1 | 5
                    [[{}]]    | 1 | 2
                    [{},]     | 1 | 5
                    [{} {}]   | 1 | 5
                    [{}       | 1 | 4
                    [{}]]     | 1 | 5
                    [{},~{x}] | 2 | 2
                    'text'    | 1 | 1
                    """)
    void anArrayOfAnythingElseIsMalformed(String written, int line, int column) {
        String json = written.replace('~', '\n').replace('\'', '"');
        var error = catchThrowableOfType(MalformedMessage.class, () -> arrayOrObject(json));
        assertThat(error.position()).isEqualTo(new TextPosition(line, column));
    }

    @Test
    void aTextIsQuotedAndStaysOneLine() {
        String text = "a \"b\" \\ \n\r\t\b\f \u0001\u001f\u007f é😀\u2028";
        String json =
                "{\"content\":\"a \\\"b\\\" \\\\ \\n\\r\\t\\b\\f \\u0001\\u001f\u007f é😀\u2028\"}";
        assertThat(Message.text(text)).hasToString(json).isEqualTo(Message.json(json));
    }

    @Test
    void bytesOfATextThatAreNotUtf8AreReplaced() {
        byte[] bytes = {'x', 'a', (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82, 'x'};
        assertThat(Message.text(bytes, 1, bytes.length - 1))
                .hasToString("{\"content\":\"a\uFFFDb\uFFFD\uFFFD\"}");
    }

    @Test
    void aJsonObjectIsAMessage() {
        var object = Json.createObjectBuilder().add("a", 1).add("b", "\n").build();
        assertThat(Message.of(object)).isEqualTo(Message.json("{\"a\":1,\"b\":\"\\n\"}"));
    }

    @Test
    void messagesAreEqualWhenTheyReadTheSame() {
        assertThat(Message.json("\n{\"a\":1}"))
                .isEqualTo(Message.json("{\"a\":1}"))
                .hasSameHashCodeAs(Message.json("{\"a\":1}"))
                .isNotEqualTo(Message.json("{\"a\": 1}"))
                .isNotEqualTo(Message.json("{\"a\":1.0}"));
    }

    @Test
    void aMessageKnowsItsFieldsForEver() {
        assertThatThrownBy(() -> Message.json("{\"a\":1}").fields().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    static List<String> fields(Message message) {
        return message.fields().stream()
                .map(
                        field ->
                                field.name()
                                        + "="
                                        + new String(
                                                message.json(),
                                                field.from(),
                                                field.to() - field.from(),
                                                UTF_8))
                .toList();
    }

    private static List<Message> arrayOrObject(String json) {
        byte[] utf8 = json.getBytes(UTF_8);
        return Message.jsonArrayOrObject(utf8, 0, utf8.length);
    }
}
