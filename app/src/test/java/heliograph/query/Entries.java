package heliograph.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Entries as the journal keeps them, for tests that ask a filter about them.
public final class Entries {
    private static final String BEFORE = "{\"id\":\"e-1\",";
    private static final int AT = BEFORE.length();
    private static final Set<String> FIRST = Set.of("source", "level");

    private Entries() {}

    /// @param message as the hub shows it; without a source it is of `app`
    public static String line(JsonObject message) {
        StringBuilder line = new StringBuilder(BEFORE);
        line.append("\"time\":\"2026-11-22T15:00:00.123Z\",\"source\":\"");
        line.append(message.getString("source", "app")).append('"');
        if (message.containsKey("level")) {
            line.append(",\"level\":\"").append(message.getString("level")).append('"');
        }
        JsonObjectBuilder own = Json.createObjectBuilder();
        message.forEach((name, value) -> own.add(name, value));
        FIRST.forEach(own::remove);
        String fields = own.build().toString();
        if (fields.length() > 2) line.append(',').append(fields, 1, fields.length() - 1);
        return line.append('}').toString();
    }

    /// The same message, every letter of its own strings and names written as an escape.
    public static String escaped(String line) {
        int own = line.indexOf("\",\"", line.indexOf("\"source\"") + 10) + 2;
        if (own == 1) return line;
        if (line.startsWith("\"level\"", own)) own = line.indexOf(',', own);
        if (own < 0) return line;
        StringBuilder escaped = new StringBuilder(line.substring(0, own));
        boolean inString = false;
        for (int i = own; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') inString = !inString;
            if (inString && c == '\\') {
                escaped.append(c).append(line.charAt(++i));
            } else if (inString && (Character.isLetter(c) || c >= 0x80)) {
                escaped.append("\\u%04x".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    static boolean accepts(String q, String line) {
        return accepts(Filter.of(List.of(), List.of(), Optional.of(q)), line);
    }

    /// Asks about the line in the middle of others, as it stands in a block.
    static boolean accepts(Filter filter, String line) {
        byte[] before = (line + "\n").getBytes(UTF_8);
        byte[] all = (line + "\n" + line + "\n" + line + "\n").getBytes(UTF_8);
        return filter.accepts(all, before.length + AT, before.length * 2 - 1);
    }

    static Set<String> words(String line) {
        byte[] json = line.getBytes(UTF_8);
        Set<String> words = new HashSet<>();
        Words.visit(json, AT, json.length, words::add);
        return words;
    }

    /// Whether the words that a search index would ask for are in the line.
    static boolean haveRequired(String q, String line) {
        Set<String> words = words(line);
        return Filter.of(List.of(), List.of(), Optional.of(q)).requiredWords().stream()
                .allMatch(any -> any.stream().anyMatch(term -> isAmong(term, words)));
    }

    private static boolean isAmong(Term term, Set<String> words) {
        if (!term.prefix()) return words.contains(term.word());
        return words.stream().anyMatch(word -> word.startsWith(term.word()));
    }
}
