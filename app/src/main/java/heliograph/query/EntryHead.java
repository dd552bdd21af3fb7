package heliograph.query;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Optional;

/// The fields of an entry that the hub itself writes, read back without parsing JSON: they stand
/// first, in this order and without white space (`heliograph.broadcast.EntryEncoder` writes them):
/// `"time":"…"[,"received":"…"],"source":"…"[,"level":"…"]`.
public record EntryHead(String source, Optional<Level> level) {
    private static final byte[] TIME = "\"time\":\"".getBytes(US_ASCII);
    private static final byte[] RECEIVED = ",\"received\":\"".getBytes(US_ASCII);
    private static final byte[] SOURCE = ",\"source\":\"".getBytes(US_ASCII);
    private static final byte[] LEVEL = ",\"level\":\"".getBytes(US_ASCII);

    /// @param at where `"time"` stands
    public static EntryHead read(byte[] json, int at) {
        int end = endOfString(json, at + TIME.length);
        if (stands(RECEIVED, json, end)) end = endOfString(json, end + RECEIVED.length);
        int source = end + SOURCE.length;
        end = endOfString(json, source);
        return new EntryHead(text(json, source, end - 1), level(json, end));
    }

    private static Optional<Level> level(byte[] json, int at) {
        if (!stands(LEVEL, json, at)) return Optional.empty();
        int from = at + LEVEL.length;
        return Level.named(text(json, from, endOfString(json, from) - 1));
    }

    /// Behind the closing quote. None of these strings has an escape.
    private static int endOfString(byte[] json, int at) {
        while (json[at] != '"') at++;
        return at + 1;
    }

    private static boolean stands(byte[] what, byte[] json, int at) {
        int end = at + what.length;
        return end <= json.length && Arrays.equals(json, at, end, what, 0, what.length);
    }

    private static String text(byte[] json, int from, int to) {
        return new String(json, from, to - from, US_ASCII);
    }
}
