package heliograph.web;

import static heliograph.stream.JsonP.JSON;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.stream.JsonParser;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/// The fields of a JSON object that was checked when it was accepted: where they stand, digit for
/// digit, without a tree.
final class JsonFields {
    /// @param name unescaped
    /// @param json the value as it stands there
    record Field(String name, String json) {
        boolean isObject() {
            return json.startsWith("{");
        }

        /// What a person reads: a string without its quotes, everything else as it is.
        String text() {
            return json.startsWith("\"") ? unquoted(json) : json;
        }
    }

    private final byte[] json;
    private int at;

    private JsonFields(byte[] json) {
        this.json = json;
    }

    static List<Field> of(byte[] object) {
        return new JsonFields(object).read();
    }

    static List<Field> of(String object) {
        return of(object.getBytes(UTF_8));
    }

    private List<Field> read() {
        List<Field> fields = new ArrayList<>();
        at = 1; // behind the brace
        space();
        while (json[at] != '}') {
            String name = unquoted(value());
            space();
            at++; // the colon
            space();
            fields.add(new Field(name, value()));
            space();
            if (json[at] == ',') at++;
            space();
        }
        return fields;
    }

    private String value() {
        int from = at;
        switch (json[at]) {
            case '"' -> string();
            case '{', '[' -> nested();
            default -> literal();
        }
        return new String(json, from, at - from, UTF_8);
    }

    private void string() {
        at++;
        while (json[at] != '"') at += json[at] == '\\' ? 2 : 1;
        at++;
    }

    private void nested() {
        int depth = 0;
        do {
            switch (json[at]) {
                case '"' -> {
                    string();
                    continue;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            at++;
        } while (depth > 0);
    }

    private void literal() {
        while (",}] \t".indexOf(json[at]) < 0) at++;
    }

    private void space() {
        while (json[at] == ' ' || json[at] == '\t') at++;
    }

    static String quoted(String text) {
        return JSON.createValue(text).toString();
    }

    private static String unquoted(String json) {
        if (json.indexOf('\\') < 0) return json.substring(1, json.length() - 1);
        try (JsonParser parser = JSON.createParser(new StringReader("[" + json + "]"))) {
            parser.next();
            parser.next();
            return parser.getString();
        }
    }
}
