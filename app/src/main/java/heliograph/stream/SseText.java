package heliograph.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.sse.SseEvent;

import java.util.stream.Collectors;

/// Writes events as the event-stream format has them (WHATWG HTML §9.2.5). Pure.
final class SseText {
    private SseText() {}

    static byte[] encode(SseEvent event) {
        StringBuilder text = new StringBuilder();
        event.comment().ifPresent(comment -> text.append(lines(": ", comment)));
        event.id().ifPresent(id -> text.append(lines("id: ", id)));
        event.name().ifPresent(name -> text.append(lines("event: ", name)));
        if (!event.data().equals(SseEvent.NO_DATA)) {
            text.append(lines("data: ", event.data().toString()));
        }
        return text.append('\n').toString().getBytes(UTF_8);
    }

    /// Each line of the value on a line of its own: any line break would end the field.
    private static String lines(String field, String value) {
        return value.lines().map(line -> field + line + "\n").collect(Collectors.joining());
    }
}
