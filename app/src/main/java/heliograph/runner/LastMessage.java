package heliograph.runner;

import heliograph.source.Message;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The newest message of a source.
///
/// @param message empty when it is too large to be kept for the board
public record LastMessage(long offset, Instant time, Optional<Message> message) {
    private static final int LARGEST_KEPT = 8 << 10; // bytes: a thousand sources may have one each
    private static final int LONGEST_TEXT = 200; // characters
    private static final List<String> CONTENT = List.of("content", "message", "msg", "text");

    static LastMessage of(long offset, Instant time, Message message) {
        boolean isSmall = message.json().length <= LARGEST_KEPT;
        return new LastMessage(offset, time, isSmall ? Optional.of(message) : Optional.empty());
    }

    /// The beginning of the text that people read; empty when it has none.
    public String text() {
        String text = message.flatMap(LastMessage::content).orElse("");
        int end = Math.min(text.length(), LONGEST_TEXT);
        boolean isSplit = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, isSplit ? end - 1 : end);
    }

    private static Optional<String> content(Message message) {
        return CONTENT.stream()
                .flatMap(name -> message.fields().stream().filter(f -> f.name().equals(name)))
                .filter(field -> message.json()[field.from()] == '"')
                .findFirst()
                .map(field -> unquoted(message, field));
    }

    private static String unquoted(Message message, Message.Field field) {
        var json =
                new ByteArrayInputStream(message.json(), field.from(), field.to() - field.from());
        try (JsonParser parser = Json.createParser(json)) {
            parser.next();
            return parser.getString();
        }
    }
}
