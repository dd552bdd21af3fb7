package heliograph.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class JsonStrictnessTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"\":0}",
                "{\"a\":null,\"b\":true,\"c\":false}",
                "{\"a\":[]}",
                "{\"a\":[[],{},[{}]]}",
                "{\"a\":0}",
                "{\"a\":-0}",
                "{\"a\":1.10}",
                "{\"a\":1e5}",
                "{\"a\":1E+5}",
                "{\"a\":-1.5e-07}",
                "{\"a\":123456789012345678901234567890}",
                "{\"a\":\"\"}",
                "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\u007f\u2028\u2029\"}",
                "{\"a\":\"é€😀\uFFFF\"}",
                "{\"é\":\"\"}",
                "{\"a\":{\"a\":{\"a\":1}}}",
                "{\"a\" : [ 1 , 2 ] }"
            })
    void validJsonStaysAsItIs(String json) {
        assertThat(Message.json(json)).hasToString(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[]",
                "null",
                "42",
                "\"text\"",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1,}",
                "{,}",
                "{\"a\":1 \"b\":2}",
                "{\"a\" 1}",
                "{\"a\"::1}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1 2]}",
                "{\"a\":[1}",
                "{\"a\":[}",
                "{\"a\":1]",
                "{\"a\":01}",
                "{\"a\":-01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":5.}",
                "{\"a\":5.e1}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":-}",
                "{\"a\":0x10}",
                "{\"a\":1_000}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":True}",
                "{\"a\":tru}",
                "{\"a\":truex}",
                "{\"a\":nul",
                "{\"a\":undefined}",
                "{\"a\":\"}",
                "{\"a\":\"\\",
                "{\"a\":\"\\\"}",
                "{\"a\":\"\\x41\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12G4\"}",
                "{\"a\":\"\\u\"}",
                "{\"a\":\"\\u١٢٣٤\"}",
                "{\"a\":\"\\U0041\"}",
                "{\"a\":1}{\"b\":2}",
                "{\"a\":1} x",
                "{\"a\":1},",
                "{\"a\":1}\u0000",
                "// comment\n{}",
                "{}/* comment */",
                "{\"a\":1 /* why */}",
                "\u00a0{}",
                "{\u000b}",
                "{\u000c}",
                "\uFEFF\uFEFF{}"
            })
    void whatIsNotOneJsonObjectIsMalformed(String json) {
        assertThatThrownBy(() -> Message.json(json)).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void everyPrefixOfAMessageIsMalformed() {
        byte[] json =
                "{\"a\":[1.5e3,true,\"\\u00e9é😀\\n\"],\"b\":{\"c\":null},\"d\":false}"
                        .getBytes(UTF_8);
        for (int length = 0; length < json.length; length++) {
            int cut = length;
            assertThatThrownBy(() -> Message.json(json, 0, cut))
                    .as("the first %d bytes", cut)
                    .isInstanceOf(MalformedMessage.class);
        }
        assertThat(Message.json(json).fields()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"\\n\":1,\"\\u000a\":2}",
                "{\"/\":1,\"\\/\":2}",
                "{\"é\":1,\"\\u00E9\":2}",
                "{\"\":1,\"\":2}",
                "{\"x\":{\"a\":1,\"a\":2}}",
                "{\"x\":[0,{\"a\":1,\"b\":2,\"a\":3}]}"
            })
    void aNameThatIsThereTwiceIsMalformed(String json) {
        assertThatThrownBy(() -> Message.json(json))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("is there twice");
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18, 40, 1000})
    void aNameThatIsThereTwiceIsFoundAmongMany(int count) {
        String names =
                IntStream.range(0, count)
                        .mapToObj(i -> "\"name" + i + "\":" + i)
                        .collect(Collectors.joining(","));
        assertThat(Message.json("{" + names + "}").fields()).hasSize(count);
        for (int again : new int[] {0, count / 2, count - 1}) {
            assertThatThrownBy(() -> Message.json("{" + names + ",\"name" + again + "\":0}"))
                    .isInstanceOf(MalformedMessage.class)
                    .hasMessageContaining("\"name" + again + "\" is there twice");
        }
    }

    @Test
    void theSameNameMayStandInDifferentObjects() {
        String json = "{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]},\"b\":{\"a\":3}}";
        assertThat(Message.json(json)).hasToString(json);
    }

    @Test
    void sixtyFourLevelsAreTakenAndSixtyFiveAreNot() {
        assertThat(Message.json(nestedObjects(64)).fields()).hasSize(1);
        assertThat(Message.json(nestedArrays(64)).fields()).hasSize(1);
        for (String tooDeep : new String[] {nestedObjects(65), nestedArrays(65)}) {
            assertThatThrownBy(() -> Message.json(tooDeep))
                    .isInstanceOf(MalformedMessage.class)
                    .hasMessageContaining("64 levels");
        }
    }

    @Test
    void aMessageMayBeAsDeepInAnArrayAsAlone() {
        byte[] array = ("[" + nestedObjects(64) + "]").getBytes(UTF_8);
        assertThat(Message.jsonArrayOrObject(array, 0, array.length)).hasSize(1);
        byte[] tooDeep = ("[" + nestedObjects(65) + "]").getBytes(UTF_8);
        assertThatThrownBy(() -> Message.jsonArrayOrObject(tooDeep, 0, tooDeep.length))
                .isInstanceOf(MalformedMessage.class);
    }

    @Test
    void aMillionOpenBracketsAreMalformedAndNoStackOverflow() {
        assertThatThrownBy(() -> Message.json("{\"a\":" + "[".repeat(1_000_000)))
                .isInstanceOf(MalformedMessage.class);
        byte[] array = "[".repeat(1_000_000).getBytes(UTF_8);
        assertThatThrownBy(() -> Message.jsonArrayOrObject(array, 0, array.length))
                .isInstanceOf(MalformedMessage.class);
    }

    @ParameterizedTest
    @CsvSource({
        "80, a continuation alone",
        "c3, a sequence cut short",
        "c3 28, a sequence broken by another character",
        "c0 af, an overlong slash",
        "c1 bf, an overlong letter",
        "e0 9f bf, overlong in three bytes",
        "f0 8f bf bf, overlong in four bytes",
        "ed a0 80, the first surrogate",
        "ed bf bf, the last surrogate",
        "ed a0 bd ed b8 80, a pair of surrogates (CESU-8)",
        "e2 82, three bytes cut short",
        "f0 9f 98, four bytes cut short",
        "f4 90 80 80, above U+10FFFF",
        "f5 80 80 80, a byte that never begins",
        "f8 88 80 80 80, five bytes",
        "fe, a byte of UTF-16",
        "ff, the other one"
    })
    void bytesThatAreNotUtf8AreMalformed(String hex, String what) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        String text = new String(bytes, ISO_8859_1);
        for (String json : new String[] {"{\"a\":\"" + text + "\"}", "{\"" + text + "\":1}"}) {
            assertThatThrownBy(() -> Message.json(json.getBytes(ISO_8859_1)))
                    .as(what)
                    .isInstanceOf(MalformedMessage.class)
                    .hasMessageContaining("not UTF-8");
        }
    }

    @Test
    void everyCodePointIsTakenAndEveryControlCharacterIsNot() {
        for (int c = 0; c < 0x20; c++) {
            String json = "{\"a\":\"" + (char) c + "\"}";
            assertThatThrownBy(() -> Message.json(json))
                    .isInstanceOf(MalformedMessage.class)
                    .hasMessageContaining("control character");
        }
        for (int c = 0x20; c <= Character.MAX_CODE_POINT; c++) {
            if (c == '"' || c == '\\' || (c >= 0xd800 && c <= 0xdfff)) continue;
            Message.json("{\"a\":\"" + Character.toString(c) + "\"}");
        }
    }

    @Test
    void aByteOrderMarkIsTakenOff() {
        assertThat(Message.json("\uFEFF {\"a\":1}")).hasToString("{\"a\":1}");
    }

    private static String nestedObjects(int levels) {
        return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }

    private static String nestedArrays(int levels) {
        return "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
    }
}
