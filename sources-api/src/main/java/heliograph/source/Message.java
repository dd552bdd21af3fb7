package heliograph.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;

import java.util.List;

/// What a source says: one JSON object, validated and kept as it was written. Immutable.
///
/// Numbers keep their digits and fields their order. White space between tokens goes only where it
/// would break the line: a message is always one line of text.
public final class Message {
    private final byte[] json;
    private final List<Field> fields;

    Message(byte[] json, List<Field> fields) {
        this.json = json;
        this.fields = fields;
    }

    /// A top-level field: its name, unescaped, and where it stands in the JSON.
    ///
    /// @param start where the quoted name begins
    /// @param from where the value begins
    /// @param to where the value, and so the field, ends
    public record Field(String name, int start, int from, int to) {}

    /// A message that is only a text for people, `{"content": …}`.
    public static Message text(String content) {
        return builder().content(content).build();
    }

    /// A message that is only a text for people, given as UTF-8; what is not UTF-8 becomes U+FFFD.
    public static Message text(byte[] utf8, int from, int to) {
        return builder().content(utf8, from, to).build();
    }

    /// A message from JSON.
    ///
    /// @throws MalformedMessage when it is not one JSON object (RFC 8259): also for duplicate keys,
    ///     text behind it, more than 64 levels, or bytes that are not UTF-8
    public static Message json(byte[] utf8) {
        return json(utf8, 0, utf8.length);
    }

    /// A message from a part of an array, which is copied.
    ///
    /// @throws MalformedMessage as [#json(byte\[\])]
    public static Message json(byte[] utf8, int from, int to) {
        return JsonScanner.message(utf8, from, to);
    }

    /// @throws MalformedMessage as [#json(byte\[\])]
    public static Message json(String json) {
        return json(json.getBytes(UTF_8));
    }

    public static Message of(JsonObject object) {
        return json(object.toString());
    }

    /// The messages of a JSON array, or the one of a JSON object.
    ///
    /// @throws MalformedMessage when it is neither, or an element is not an object
    public static List<Message> jsonArrayOrObject(byte[] utf8, int from, int to) {
        return JsonScanner.messages(utf8, from, to);
    }

    public static MessageBuilder builder() {
        return new MessageBuilder();
    }

    /// The top-level fields in their order.
    public List<Field> fields() {
        return fields;
    }

    /// The JSON as UTF-8, in one line. Not a copy: do not write to it.
    public byte[] json() {
        return json;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Message that && java.util.Arrays.equals(json, that.json);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(json);
    }

    /// The JSON.
    @Override
    public String toString() {
        return new String(json, UTF_8);
    }
}
