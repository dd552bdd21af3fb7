package heliograph.source;

import jakarta.json.JsonValue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Writes one message, field by field, in the order of the calls. Used by one thread.
public final class MessageBuilder {
    private final JsonWriter json = new JsonWriter();
    private final List<Message.Field> fields = new ArrayList<>(4);
    private int nameStart;
    private boolean hasForeignJson;

    MessageBuilder() {
        json.raw('{');
    }

    /// The text people read.
    public MessageBuilder content(String text) {
        return field("content", text);
    }

    /// The text people read, given as UTF-8; what is not UTF-8 becomes U+FFFD.
    public MessageBuilder content(byte[] utf8, int from, int to) {
        int start = begin("content");
        json.string(utf8, from, to);
        return end("content", start);
    }

    /// One of `trace`, `debug`, `info`, `warn`, `error`, `fatal`, or their kin.
    public MessageBuilder level(String level) {
        return field("level", level);
    }

    /// When it happened, if that is not now.
    public MessageBuilder time(Instant time) {
        return field("time", time.toString());
    }

    /// Messages of one source with the same key are successive states of one thing.
    public MessageBuilder key(String key) {
        return field("key", key);
    }

    public MessageBuilder field(String name, String value) {
        int start = begin(name);
        json.string(value);
        return end(name, start);
    }

    public MessageBuilder field(String name, long value) {
        int start = begin(name);
        json.ascii(Long.toString(value));
        return end(name, start);
    }

    public MessageBuilder field(String name, boolean value) {
        int start = begin(name);
        json.ascii(Boolean.toString(value));
        return end(name, start);
    }

    /// A number as it is written: it keeps its digits.
    ///
    /// @throws MalformedMessage by [#build], when it is no number of JSON
    public MessageBuilder number(String name, String digits) {
        int start = begin(name);
        json.text(digits);
        hasForeignJson = true;
        return end(name, start);
    }

    /// Any JSON, numbers with a fraction among them.
    public MessageBuilder field(String name, JsonValue value) {
        int start = begin(name);
        json.text(value.toString());
        hasForeignJson = true;
        return end(name, start);
    }

    /// @throws IllegalArgumentException when a field was given twice
    /// @throws MalformedMessage when a [JsonValue] makes it no message, by its depth say
    public Message build() {
        for (int i = 0; i < fields.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (fields.get(i).name().equals(fields.get(j).name())) {
                    throw new IllegalArgumentException(
                            "field '" + fields.get(i).name() + "' was given twice");
                }
            }
        }
        byte[] written = json.toBytesAnd('}');
        return hasForeignJson ? Message.json(written) : new Message(written, List.copyOf(fields));
    }

    private int begin(String name) {
        if (!fields.isEmpty()) json.raw(',');
        nameStart = json.length();
        json.string(name);
        json.raw(':');
        return json.length();
    }

    private MessageBuilder end(String name, int start) {
        fields.add(new Message.Field(name, nameStart, start, json.length()));
        return this;
    }
}
