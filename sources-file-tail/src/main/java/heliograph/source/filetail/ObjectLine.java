package heliograph.source.filetail;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.JsonStrings;
import heliograph.source.MalformedMessage;
import heliograph.source.Message;
import heliograph.source.Message.Field;
import heliograph.source.MessageBuilder;

import java.util.List;
import java.util.Optional;

/// A line that is an object: its own fields as they are, and before them what is known beside.
record ObjectLine(Event event, Message own) {
    // The hub takes the first of each that it understands.
    private static final List<String> TIME_NAMES = List.of("time", "ts", "timestamp", "@timestamp");
    private static final List<String> LEVEL_NAMES =
            List.of("level", "severity", "lvl", "log.level");
    private static final List<String> CONTENT_NAMES = List.of("content", "message", "msg", "text");

    Message message(LineForm form) {
        MessageBuilder before = Message.builder();
        time(form, before);
        form.levelText()
                .field()
                .flatMap(this::text)
                .ifPresent(level -> addUnderFreeName(before, LEVEL_NAMES, level));
        if (form.format() == LineForm.Format.LOGFMT && !hasAny(CONTENT_NAMES)) {
            before.content(event.bytes(), event.from(), event.to());
        }
        form.beside(event, before);
        return joined(before.build());
    }

    private void time(LineForm form, MessageBuilder before) {
        TimeStamp stamp = form.timeStamp();
        if (stamp.field().isPresent()) {
            Optional<String> written = stamp.field().flatMap(this::text);
            Optional<java.time.Instant> time = written.flatMap(stamp::read);
            if (time.isPresent()) addUnderFreeName(before, TIME_NAMES, time.get().toString());
            else before.field("log.time_error", true);
        } else if (!hasAny(TIME_NAMES)) {
            form.timeOfContainer(event).ifPresent(time -> before.field("time", time));
        }
    }

    private void addUnderFreeName(MessageBuilder before, List<String> names, String value) {
        names.stream()
                .filter(name -> field(name).isEmpty())
                .findFirst()
                .ifPresent(name -> before.field(name, value));
    }

    private boolean hasAny(List<String> names) {
        return own.fields().stream().anyMatch(field -> names.contains(field.name()));
    }

    private Optional<Field> field(String name) {
        return own.fields().stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /// A field's value as text: of a string what it says, of others their JSON.
    private Optional<String> text(String name) {
        return field(name)
                .map(
                        field ->
                                own.json()[field.from()] == '"'
                                        ? JsonStrings.unescape(
                                                own.json(), field.from() + 1, field.to() - 1)
                                        : new String(
                                                own.json(),
                                                field.from(),
                                                field.to() - field.from(),
                                                UTF_8));
    }

    private Message joined(Message before) {
        if (before.fields().isEmpty()) return own;
        if (own.fields().isEmpty()) return before;
        int head = before.json().length - 1; // without its }
        int first = own.fields().getFirst().start();
        int rest = own.json().length - first;
        byte[] joined = new byte[head + 1 + rest];
        System.arraycopy(before.json(), 0, joined, 0, head);
        joined[head] = ',';
        System.arraycopy(own.json(), first, joined, head + 1, rest);
        try {
            return Message.json(joined);
        } catch (MalformedMessage _) {
            return own; // it has such fields itself
        }
    }
}
