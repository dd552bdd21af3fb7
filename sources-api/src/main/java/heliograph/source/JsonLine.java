package heliograph.source;

import java.util.Arrays;

/// JSON in one line, as the journal keeps it.
final class JsonLine {
    private JsonLine() {}

    /// The same JSON without white space between its tokens.
    static byte[] of(byte[] json, int from, int to) {
        byte[] line = new byte[to - from];
        int length = 0;
        boolean inString = false;
        for (int i = from; i < to; i++) {
            byte b = json[i];
            if (!inString && (b == ' ' || b == '\t' || b == '\n' || b == '\r')) continue;
            line[length++] = b;
            if (b == '"') {
                inString = !inString;
            } else if (b == '\\') {
                line[length++] = json[++i]; // an escaped quote ends nothing
            }
        }
        return Arrays.copyOf(line, length);
    }
}
