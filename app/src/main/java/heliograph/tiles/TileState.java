package heliograph.tiles;

import heliograph.source.Message;
import heliograph.source.MessageBuilder;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import java.util.Map;
import java.util.Set;

/// What may be put on a tile, and the message that tells it to everybody.
final class TileState {
    /// A status, and the level of the message that tells it.
    private static final Map<String, String> LEVELS =
            Map.of("ok", "info", "warn", "warn", "error", "error");

    private static final Set<String> SAID = Set.of("id", "source", "key", "level", "content");

    private TileState() {}

    /// @throws BadTile when a field that boards know is not what it must be
    static void check(JsonObject state) throws BadTile {
        JsonValue value = state.getOrDefault("value", JsonValue.NULL);
        switch (value.getValueType()) {
            case NULL, OBJECT, ARRAY ->
                    throw new BadTile(
                            "a tile needs a \"value\": one number or text, as in {\"value\":17}");
            case STRING, NUMBER, TRUE, FALSE -> {}
        }
        for (String name : Set.of("title", "unit", "query")) checkText(state, name);
        JsonValue ttl = state.getOrDefault("ttl", JsonValue.NULL);
        boolean isTime = ttl instanceof JsonNumber number && number.doubleValue() > 0;
        if (!ttl.equals(JsonValue.NULL) && !isTime) {
            throw new BadTile("\"ttl\" is a number of seconds above 0, as in \"ttl\":60");
        }
        JsonValue status = state.getOrDefault("status", JsonValue.NULL);
        boolean isStatus = status instanceof JsonString s && LEVELS.containsKey(s.getString());
        if (!status.equals(JsonValue.NULL) && !isStatus) {
            throw new BadTile("\"status\" is one of \"ok\", \"warn\", \"error\"");
        }
    }

    private static void checkText(JsonObject state, String name) throws BadTile {
        JsonValue value = state.getOrDefault(name, JsonValue.NULL);
        if (!value.equals(JsonValue.NULL) && !(value instanceof JsonString)) {
            throw new BadTile("\"" + name + "\" is a text");
        }
    }

    /// The successive states of one tile have its id as their `key`.
    static Message message(String id, JsonObject state) {
        MessageBuilder message = Message.builder().key(id);
        String level = LEVELS.get(state.getString("status", ""));
        if (level != null) message.level(level);
        message.content(content(id, state));
        state.forEach(
                (name, value) -> {
                    if (!SAID.contains(name)) message.field(name, value);
                });
        return message.build();
    }

    static Message removal(String id) {
        return Message.builder()
                .key(id)
                .content(id + " was removed")
                .field("removed", true)
                .build();
    }

    private static String content(String id, JsonObject state) {
        JsonValue value = state.getOrDefault("value", JsonValue.NULL);
        String said = value instanceof JsonString text ? text.getString() : value.toString();
        String unit = state.getString("unit", "");
        return state.getString("title", id) + ": " + said + (unit.isEmpty() ? "" : " " + unit);
    }
}
