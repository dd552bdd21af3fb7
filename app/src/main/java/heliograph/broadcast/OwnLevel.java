package heliograph.broadcast;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.query.Level;
import heliograph.source.Message;
import heliograph.source.Message.Field;

import java.util.List;
import java.util.Optional;

/// The level a message brings, in any of the forms loggers write. Never guessed from its text.
final class OwnLevel {
    private static final List<String> NAMES = List.of("level", "severity", "lvl", "log.level");
    private static final int LONGEST = 16; // of a level's name, in bytes

    private OwnLevel() {}

    static Optional<Level> of(Message message) {
        for (String name : NAMES) {
            Optional<Level> level =
                    EntryEncoder.field(message, name).flatMap(field -> read(message, field));
            if (level.isPresent()) return level;
        }
        return Optional.empty();
    }

    private static Optional<Level> read(Message message, Field field) {
        if (field.to() - field.from() > LONGEST) return Optional.empty();
        String raw = new String(message.json(), field.from(), field.to() - field.from(), UTF_8);
        if (raw.startsWith("\"")) return Level.named(raw.substring(1, raw.length() - 1));
        return raw.matches("\\d{1,2}") ? Level.numbered(Integer.parseInt(raw)) : Optional.empty();
    }
}
