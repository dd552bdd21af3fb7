package heliograph.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;

class MessageBuilderTest {

    @Test
    void fieldsStandInTheOrderOfTheCalls() {
        byte[] text = "x\ny".getBytes(UTF_8);
        Message message =
                Message.builder()
                        .field("a \"b\"", -5)
                        .content(text, 0, text.length)
                        .level("warn")
                        .time(Instant.parse("2026-11-22T15:00:00.5Z"))
                        .key("k")
                        .field("ok", true)
                        .field("price", Json.createValue(new BigDecimal("1.10")))
                        .build();
        String json =
                "{\"a \\\"b\\\"\":-5,\"content\":\"x\\n"
                        + "y\",\"level\":\"warn\","
                        + "\"time\":\"2026-11-22T15:00:00.500Z\",\"key\":\"k\",\"ok\":true,\"price\":1.10}";
        assertThat(message).hasToString(json);
        assertThat(message.fields()).isEqualTo(Message.json(json).fields());
    }

    @Test
    void aBuilderThatSaidNothingMakesAnEmptyMessage() {
        assertThat(Message.builder().build()).hasToString("{}");
    }

    @Test
    void aFieldGivenTwiceIsRefused() {
        var builder = Message.builder().content("a").field("content", 2);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'content'");
    }

    @Test
    void aBuilderGoesOnAfterBuild() {
        var builder = Message.builder().field("a", 1);
        Message first = builder.build();
        assertThat(builder.field("b", 2).build()).hasToString("{\"a\":1,\"b\":2}");
        assertThat(first).hasToString("{\"a\":1}");
    }

    @Test
    void aValueNestedDeeperThanAMessageMayBeIsRefused() {
        JsonValue value = JsonValue.EMPTY_JSON_ARRAY;
        for (int i = 0; i < 64; i++) value = Json.createArrayBuilder().add(value).build();
        var builder = Message.builder().field("deep", value);
        assertThatThrownBy(builder::build)
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("64 levels");
    }

    @Test
    void aValueThatDoesNotPrintAsJsonIsRefused() {
        JsonValue garbage =
                new JsonValue() {
                    @Override
                    public ValueType getValueType() {
                        return ValueType.STRING;
                    }

                    @Override
                    public String toString() {
                        return "1,\"id\":\"forged\"\n";
                    }
                };
        var builder = Message.builder().field("a", garbage).field("id", "x");
        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    }
}
