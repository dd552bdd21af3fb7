package heliograph.plugin;

import java.util.regex.Pattern;

/// Makes text that came from a jar fit for the log and the board: not too long, and with none of
/// the control characters that a terminal obeys.
final class ForeignText {
    private static final Pattern CONTROL = Pattern.compile("\r(?=\n)|[\\p{Cc}&&[^\n\t]]");

    private ForeignText() {}

    /// @param longest in characters; what is longer is cut
    static String of(String text, int longest) {
        return CONTROL.matcher(cut(text, longest))
                .replaceAll(found -> found.group().equals("\r") ? "" : "\ufffd");
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) return text;
        boolean isSplit = Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, isSplit ? longest - 1 : longest) + "…";
    }
}
