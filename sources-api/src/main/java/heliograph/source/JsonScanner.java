package heliograph.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Checks JSON where it stands and notes where the top-level fields are; builds no tree.
///
/// Stricter than RFC 8259 asks: no duplicate names, at most [#MAX_DEPTH] levels, only well-formed
/// UTF-8. One pass over the bytes; everything that enters the hub comes through here.
final class JsonScanner {
    static final int MAX_DEPTH = 64;

    private static final byte[] BOM = "\ufeff".getBytes(UTF_8);

    private final byte[] text;
    private final int start;
    private final int end;
    private int at;
    private boolean brokenLine; // a line break between tokens

    private JsonScanner(byte[] text, int from, int to) {
        this.text = text;
        this.start =
                Arrays.equals(text, from, Math.min(from + BOM.length, to), BOM, 0, BOM.length)
                        ? from + BOM.length
                        : from;
        this.end = to;
        this.at = start;
    }

    static Message message(byte[] text, int from, int to) {
        var scanner = new JsonScanner(text, from, to);
        scanner.space();
        Message message = scanner.message();
        scanner.endOfText();
        return message;
    }

    static List<Message> messages(byte[] text, int from, int to) {
        var scanner = new JsonScanner(text, from, to);
        scanner.space();
        List<Message> messages = scanner.sees('[') ? scanner.array() : List.of(scanner.message());
        scanner.endOfText();
        return messages;
    }

    private List<Message> array() {
        List<Message> messages = new ArrayList<>();
        at++;
        space();
        if (accept(']')) return messages;
        while (true) {
            messages.add(message());
            space();
            if (accept(']')) return messages;
            expect(',', "',' or ']' after an element");
            space();
        }
    }

    private Message message() {
        if (!sees('{')) throw malformed("a message is a JSON object {…}, found " + found());
        int from = at;
        brokenLine = false;
        List<Message.Field> fields = new ArrayList<>(8);
        object(1, from, fields);
        if (brokenLine) {
            byte[] line = JsonLine.of(text, from, at);
            return message(line, 0, line.length);
        }
        return new Message(Arrays.copyOfRange(text, from, at), List.copyOf(fields));
    }

    /// @param base where positions count from
    /// @param fields takes the fields of this object
    private void object(int depth, int base, List<Message.Field> fields) {
        if (depth > MAX_DEPTH) throw malformed("nested deeper than " + MAX_DEPTH + " levels");
        at++;
        space();
        if (accept('}')) return;
        FieldNames names = new FieldNames();
        while (true) {
            int nameAt = at;
            if (!sees('"')) throw malformed("expected a field name in quotes, found " + found());
            String name = name();
            if (!names.add(name)) {
                at = nameAt;
                throw malformed("field \"" + name + "\" is there twice");
            }
            space();
            expect(':', "':' after a field name");
            space();
            int valueAt = at;
            value(depth);
            fields.add(new Message.Field(name, nameAt - base, valueAt - base, at - base));
            space();
            if (accept('}')) return;
            expect(',', "',' or '}' after a value");
            space();
        }
    }

    private void nested(int depth) {
        if (depth > MAX_DEPTH) throw malformed("nested deeper than " + MAX_DEPTH + " levels");
        at++;
        space();
        if (accept(']')) return;
        while (true) {
            value(depth);
            space();
            if (accept(']')) return;
            expect(',', "',' or ']' after an element");
            space();
        }
    }

    private void value(int depth) {
        if (at == end) throw malformed("expected a value, found the end");
        switch (text[at]) {
            case '{' -> object(depth + 1, at, new ArrayList<>(4));
            case '[' -> nested(depth + 1);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw malformed("expected a value, found " + found());
        }
    }

    /// Reads a string and returns it unescaped.
    private String name() {
        int from = at + 1;
        boolean escaped = string();
        return escaped
                ? JsonStrings.unescape(text, from, at - 1)
                : new String(text, from, at - 1 - from, UTF_8);
    }

    /// Returns whether it has escapes.
    private boolean string() {
        boolean escaped = false;
        at++;
        while (at < end) {
            byte b = text[at];
            if (b == '"') {
                at++;
                return escaped;
            }
            if (b == '\\') {
                escaped = true;
                escape();
            } else if (b >= 0x20) {
                at++;
            } else if (b >= 0) {
                throw malformed("a control character in a string; write it as an escape like \\n");
            } else {
                int sequence = Utf8.sequence(text, at, end);
                if (sequence == 0) throw malformed("bytes that are not UTF-8");
                at += sequence;
            }
        }
        throw malformed("a string without its closing quote");
    }

    private void escape() {
        at++;
        if (at == end) throw malformed("a string without its closing quote");
        switch (text[at]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
            case 'u' -> {
                for (int i = 1; i <= 4; i++) {
                    if (at + i >= end || Character.digit(text[at + i], 16) < 0) {
                        throw malformed("\\u wants four hexadecimal digits");
                    }
                }
                at += 5;
            }
            default -> throw malformed("an unknown escape in a string");
        }
    }

    private void number() {
        accept('-');
        if (!accept('0')) digits();
        if (accept('.')) digits();
        if (sees('e') || sees('E')) {
            at++;
            if (sees('+') || sees('-')) at++;
            digits();
        }
    }

    private void digits() {
        int from = at;
        while (at < end && text[at] >= '0' && text[at] <= '9') at++;
        if (at == from) throw malformed("expected a digit, found " + found());
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || text[at + i] != word.charAt(i)) {
                throw malformed("expected " + word);
            }
        }
        at += word.length();
    }

    private void space() {
        while (at < end) {
            byte b = text[at];
            if (b == '\n' || b == '\r') {
                brokenLine = true;
            } else if (b != ' ' && b != '\t') {
                return;
            }
            at++;
        }
    }

    private void endOfText() {
        space();
        if (at < end) throw malformed("text after the JSON, " + found());
    }

    private boolean sees(char c) {
        return at < end && text[at] == c;
    }

    private boolean accept(char c) {
        if (!sees(c)) return false;
        at++;
        return true;
    }

    private void expect(char c, String what) {
        if (!accept(c)) throw malformed("expected " + what + ", found " + found());
    }

    private String found() {
        if (at >= end) return "the end";
        byte b = text[at];
        return b > 0x20 && b < 0x7f ? "'" + (char) b + "'" : "byte 0x%02x".formatted(b & 0xff);
    }

    private MalformedMessage malformed(String reason) {
        int line = 1;
        int lineStart = start;
        for (int i = start; i < at; i++) {
            if (text[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new MalformedMessage(new TextPosition(line, at - lineStart + 1), reason);
    }
}
