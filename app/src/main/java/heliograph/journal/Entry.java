package heliograph.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// A message with its place in the journal.
///
/// @param line its JSON without the id; not a copy: do not write to it
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy for each entry would cost
public record Entry(EntryId id, byte[] line) {

    /// The JSON as clients see it.
    public byte[] json() {
        byte[] head = ("{\"id\":\"" + id + "\",").getBytes(US_ASCII);
        var json = new ByteArrayOutputStream(head.length + line.length);
        json.write(head, 0, head.length);
        json.write(line, 1, line.length - 1);
        return json.toByteArray();
    }

    @Override
    public String toString() {
        return new String(json(), UTF_8);
    }
}
