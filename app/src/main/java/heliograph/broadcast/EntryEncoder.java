package heliograph.broadcast;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.journal.Batch;
import heliograph.journal.Receipt;
import heliograph.journal.SourceKey;
import heliograph.query.Level;
import heliograph.source.Checkpoint;
import heliograph.source.Message;
import heliograph.source.Message.Field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns the messages of a source into lines for the journal: adds what the hub knows in front,
/// keeps the message's own fields as they are, and puts what it replaced under `origin`.
///
/// `{"time":…,"received":…,"source":…,"level":…,"content":…, own fields …, "origin":{…}}`
///
/// `received` is there only when the message brought a time of its own. Whichever of the two is the
/// arrival is left open: the writer stamps it at the commit. Used by one thread, for one batch.
final class EntryEncoder {
    private static final int EXPECTED_MORE = 96; // bytes of a line: what the hub adds
    private static final byte[] HOLE = " ".repeat(Batch.STAMP_LENGTH).getBytes(US_ASCII);

    /// Fields that are the hub's: a message's own go to `origin`.
    private static final Set<String> HUBS = Set.of("id", "received", "source", "origin");

    private static final Set<String> PLACED = Set.of("time", "level", "content");
    private static final List<String> CONTENT_NAMES = List.of("message", "msg", "text");

    private final byte[] sourceField;
    private final int[] lineEnds;
    private final int[] holes;
    private byte[] bytes;
    private int length;
    private int line;

    private EntryEncoder(String source, int count, int expectedBytes) {
        sourceField = (",\"source\":\"" + source + "\"").getBytes(US_ASCII);
        lineEnds = new int[count];
        holes = new int[count];
        bytes = new byte[expectedBytes];
    }

    static Batch encode(
            SourceKey source,
            List<Message> messages,
            List<Checkpoint> checkpoints,
            Optional<Receipt> receipt) {
        int json = 0;
        for (Message message : messages) json += message.json().length;
        int expected = json + EXPECTED_MORE * messages.size();
        EntryEncoder encoder = new EntryEncoder(source.name(), messages.size(), expected);
        for (Message message : messages) encoder.add(message);
        return new Batch(
                encoder.bytes, encoder.lineEnds, encoder.holes, source, checkpoints, receipt);
    }

    private void add(Message message) {
        Optional<String> time = OwnTime.of(message);
        Optional<Level> level = OwnLevel.of(message);
        List<Field> replaced = new ArrayList<>(0);

        ascii("{\"time\":\"");
        if (time.isPresent()) {
            ascii(time.get());
            ascii("\",\"received\":\"");
        }
        hole();
        ascii("\"");
        raw(sourceField);
        if (level.isPresent()) {
            ascii(",\"level\":\"");
            ascii(level.get().word());
            ascii("\"");
        }
        content(message);
        for (Field field : message.fields()) {
            if (HUBS.contains(field.name())) {
                replaced.add(field);
            } else if (!PLACED.contains(field.name())) {
                ascii(",");
                copy(message, field.start(), field.to());
            } else if (field.name().equals("time") && !isText(message, field, time)) {
                replaced.add(field);
            } else if (field.name().equals("level")
                    && !isText(message, field, level.map(Level::word))) {
                replaced.add(field);
            }
        }
        origin(message, replaced);
        ascii("}\n");
        lineEnds[line++] = length;
    }

    /// The text people read: `content` as it is, or else the first of its kin that is a text.
    private void content(Message message) {
        Optional<Field> field =
                field(message, "content")
                        .or(
                                () ->
                                        CONTENT_NAMES.stream()
                                                .flatMap(name -> field(message, name).stream())
                                                .filter(kin -> message.json()[kin.from()] == '"')
                                                .findFirst());
        if (field.isEmpty()) return;
        ascii(",\"content\":");
        copy(message, field.get().from(), field.get().to());
    }

    private void origin(Message message, List<Field> replaced) {
        if (replaced.isEmpty()) return;
        ascii(",\"origin\":{");
        for (int i = 0; i < replaced.size(); i++) {
            if (i > 0) ascii(",");
            copy(message, replaced.get(i).start(), replaced.get(i).to());
        }
        ascii("}");
    }

    private static boolean isText(Message message, Field field, Optional<String> text) {
        if (text.isEmpty()) return false;
        byte[] expected = ('"' + text.get() + '"').getBytes(UTF_8);
        return Arrays.equals(
                message.json(), field.from(), field.to(), expected, 0, expected.length);
    }

    static Optional<Field> field(Message message, String name) {
        for (Field field : message.fields()) {
            if (field.name().equals(name)) return Optional.of(field);
        }
        return Optional.empty();
    }

    private void hole() {
        holes[line] = length;
        raw(HOLE);
    }

    private void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) bytes[length++] = (byte) text.charAt(i);
    }

    private void raw(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, length, source.length);
        length += source.length;
    }

    private void copy(Message message, int from, int to) {
        reserve(to - from);
        System.arraycopy(message.json(), from, bytes, length, to - from);
        length += to - from;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
