package heliograph.query;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.JsonStrings;

import java.util.Arrays;

/// Walks through the values of an entry where they stand, one after the other, at any depth; builds
/// no tree. `null` is no value.
///
/// Lenient: what enters the hub was checked by `heliograph.source.JsonScanner`. Used by one thread.
final class EntryValues {
    private static final byte[] TIME = "time".getBytes(US_ASCII);
    private static final byte[] RECEIVED = "received".getBytes(US_ASCII);

    private final byte[] json;
    private final int end;
    private final boolean withPaths;
    private final StringBuilder path = new StringBuilder();
    private int[] bases = new int[8]; // how much of the path is the container's own, by depth
    private int depth;
    private int at;

    private int from; // the value, without quotes
    private int to;
    private boolean escaped;
    private boolean hubsTime;

    /// @param at where `"time"` stands
    /// @param end behind the closing brace
    EntryValues(byte[] json, int at, int end, boolean withPaths) {
        this.json = json;
        this.at = at;
        this.end = end;
        this.withPaths = withPaths;
    }

    /// Moves to the next value; false when there is none.
    boolean next() {
        while (at < end) {
            switch (json[at]) {
                case '"' -> {
                    string();
                    if (!endsName()) return true;
                    name();
                }
                case '{', '[' -> open();
                case '}', ']' -> close();
                case ',', ':', ' ', '\t', '\r', '\n' -> at++;
                default -> {
                    bare();
                    if (json[from] != 'n') return true;
                }
            }
        }
        return false;
    }

    /// The value as a person reads it: a string decoded, anything else as it is written.
    String text() {
        return text(from, to, escaped);
    }

    /// Whether this is the hub's own `time` or `received`.
    boolean isHubsTime() {
        return hubsTime;
    }

    /// The names that lead here, folded and joined by dots; an array adds none.
    CharSequence path() {
        return path;
    }

    private void string() {
        from = ++at;
        escaped = false;
        while (at < end && json[at] != '"') {
            if (json[at] == '\\') {
                escaped = true;
                at++;
            }
            at++;
        }
        to = Math.min(at++, end);
    }

    private boolean endsName() {
        while (at < end && (json[at] == ' ' || json[at] == '\t')) at++;
        return at < end && json[at] == ':';
    }

    private void name() {
        if (depth == 0) hubsTime = isName(TIME) || isName(RECEIVED);
        if (!withPaths) return;
        path.setLength(bases[depth]);
        if (depth > 0 && !path.isEmpty()) path.append('.');
        path.append(Words.folded(text(from, to, escaped)));
    }

    private boolean isName(byte[] name) {
        return Arrays.equals(json, from, to, name, 0, name.length);
    }

    private void open() {
        at++;
        if (++depth == bases.length) bases = Arrays.copyOf(bases, depth * 2);
        bases[depth] = path.length();
    }

    private void close() {
        at++;
        if (depth > 0) path.setLength(bases[depth--]);
    }

    /// A number, true, false or null.
    private void bare() {
        from = at;
        escaped = false;
        while (at < end
                && json[at] > ' '
                && json[at] != ','
                && json[at] != '}'
                && json[at] != ']') {
            at++;
        }
        to = at;
        if (to == from) at++; // no JSON; nobody shall wait for it
    }

    private String text(int from, int to, boolean escaped) {
        return escaped
                ? JsonStrings.unescape(json, from, to)
                : new String(json, from, to - from, UTF_8);
    }
}
