package heliograph.source.cron;

import heliograph.source.MalformedMessage;
import heliograph.source.Message;
import heliograph.source.SourceConfig;

import jakarta.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The message of every tick, from the free group of settings `message`.
///
/// The configuration keeps every value as text. What is a JSON number, `true`, `false` or `null`
/// becomes that, with its digits as they are; everything else is a string.
final class TickMessage {
    private static final Pattern LITERAL =
            Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?|true|false|null");

    private TickMessage() {}

    static Message from(SourceConfig config) {
        Map<String, ?> fields = config.free("message");
        if (fields.isEmpty()) return Message.text("tick");
        try {
            return Message.json(json(fields));
        } catch (MalformedMessage e) {
            throw config.invalid("message", e.reason());
        }
    }

    private static String json(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(field -> string(field.getKey()) + ":" + json(field.getValue()))
                            .collect(Collectors.joining(",", "{", "}"));
            case List<?> list ->
                    list.stream().map(TickMessage::json).collect(Collectors.joining(",", "[", "]"));
            case null -> "null";
            default ->
                    LITERAL.matcher(value.toString()).matches() ? value.toString() : string(value);
        };
    }

    private static String string(Object text) {
        return Json.createValue(text.toString()).toString();
    }
}
