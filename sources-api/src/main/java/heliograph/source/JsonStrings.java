package heliograph.source;

import static java.nio.charset.StandardCharsets.UTF_8;

/// JSON strings that were found valid already.
public final class JsonStrings {
    private JsonStrings() {}

    /// The text between the quotes, with its escapes resolved.
    public static String unescape(byte[] json, int from, int to) {
        String raw = new String(json, from, to - from, UTF_8);
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = raw.charAt(++i);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'u' -> {
                    text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> text.append(escaped);
            }
        }
        return text.toString();
    }
}
