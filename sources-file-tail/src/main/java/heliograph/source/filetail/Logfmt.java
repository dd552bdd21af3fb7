package heliograph.source.filetail;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.Message;
import heliograph.source.MessageBuilder;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `level=info msg="it runs" port=8080 ready`: fields of a line, where a name alone is true.
final class Logfmt {
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9]\\d{0,17})(?:\\.\\d{1,18})?");

    private final String text;
    private final MessageBuilder message = Message.builder();
    private final Set<String> names = new HashSet<>();
    private int at;
    private boolean hasPair;

    private Logfmt(String text) {
        this.text = text;
    }

    /// The fields; nothing when the line is not such, or has a name twice.
    static Optional<Message> message(byte[] bytes, int from, int to) {
        var logfmt = new Logfmt(new String(bytes, from, to - from, UTF_8));
        return logfmt.read() ? Optional.of(logfmt.message.build()) : Optional.empty();
    }

    private boolean read() {
        for (space(); at < text.length(); space()) {
            if (!field()) return false;
        }
        return hasPair;
    }

    private boolean field() {
        String name = word();
        if (name.isEmpty() || name.indexOf('"') >= 0 || !names.add(name)) return false;
        if (at == text.length() || text.charAt(at) != '=') {
            message.field(name, true);
            return true;
        }
        at++;
        hasPair = true;
        if (at == text.length() || text.charAt(at) != '"') {
            bare(name, value());
            return true;
        }
        Optional<String> quoted = quoted();
        quoted.ifPresent(value -> message.field(name, value));
        return quoted.isPresent();
    }

    private void bare(String name, String value) {
        if (value.equals("true") || value.equals("false")) {
            message.field(name, Boolean.parseBoolean(value));
        } else if (NUMBER.matcher(value).matches()) {
            message.number(name, value);
        } else {
            message.field(name, value);
        }
    }

    private void space() {
        while (at < text.length() && text.charAt(at) <= ' ') at++;
    }

    private String word() {
        int from = at;
        while (at < text.length() && text.charAt(at) > ' ' && text.charAt(at) != '=') at++;
        return text.substring(from, at);
    }

    private String value() {
        int from = at;
        while (at < text.length() && text.charAt(at) > ' ') at++;
        return text.substring(from, at);
    }

    /// Nothing when the closing quote is missing.
    private Optional<String> quoted() {
        var value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return Optional.of(value.toString());
            }
            if (c == '\\' && at + 1 < text.length()) c = escaped(text.charAt(++at));
            value.append(c);
        }
        return Optional.empty();
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }
}
