package heliograph.query;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What a word is, for the filter and for the search index alike.
///
/// A word begins with a letter or digit (Unicode's L and Nd) and goes on through letters, digits
/// and combining marks. Words are composed (NFC) and folded: each code point to the lower case of
/// its upper case, whatever the locale, so that `Σ`, `σ` and `ς` are one, and `İ`, `I`, `ı` and `i`
/// too. `ß` stays itself: folding never changes how many code points there are.
public final class Words {
    private Words() {}

    /// The words of a text, in order.
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        visit(text, words::add);
        return words;
    }

    /// Takes every word of a text, in order.
    public static void visit(String text, Consumer<String> taker) {
        int at = begin(text, 0);
        while (at < text.length()) {
            int end = end(text, at);
            taker.accept(folded(text.substring(at, end)));
            at = begin(text, end);
        }
    }

    /// Takes every word that a query can ask for: those of all values of an entry, at any depth,
    /// value by value; source and level too, but not id, time and received, nor field names.
    ///
    /// @param at where `"time"` stands, as [EntryHead#read] takes it
    /// @param end behind the closing brace
    public static void visit(byte[] json, int at, int end, Consumer<String> taker) {
        EntryValues values = new EntryValues(json, at, end, false);
        while (values.next()) {
            if (!values.isHubsTime()) visit(values.text(), taker);
        }
    }

    /// Where the first word at or behind `from` begins; the text's length when there is none.
    static int begin(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (isLetterOrDigit(c)) return at;
            at += Character.charCount(c);
        }
        return at;
    }

    /// Where the word ends that goes on at `from`.
    static int end(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (!isLetterOrDigit(c) && !isMark(c)) return at;
            at += Character.charCount(c);
        }
        return at;
    }

    /// Whether a word would go on behind the text.
    static boolean endsInWord(String text) {
        int begin = begin(text, 0);
        int end = begin;
        while (begin < text.length()) {
            end = end(text, begin);
            begin = begin(text, end);
        }
        return !text.isEmpty() && end == text.length();
    }

    /// Whether the word that stands there is this one, or begins so.
    ///
    /// @param word composed and folded
    static boolean isWord(String text, int from, int to, String word, boolean prefix) {
        int length = to - from;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(from + i);
            boolean same = i < word.length() && c < 0x80 && folded(c) == word.charAt(i);
            if (same) continue;
            // A mark behind a letter may make it another one.
            boolean beyondAscii =
                    c >= 0x80 || (i + 1 < length && text.charAt(from + i + 1) >= 0x80);
            if (beyondAscii) return isWord(folded(text.substring(from, to)), word, prefix);
            return prefix && i == word.length();
        }
        return length == word.length();
    }

    private static boolean isWord(String found, String word, boolean prefix) {
        return prefix ? found.startsWith(word) : found.equals(word);
    }

    private static boolean isLetterOrDigit(int c) {
        if (c >= 0x80) return Character.isLetterOrDigit(c);
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    }

    private static boolean isMark(int c) {
        if (c < 0x300) return false;
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    true;
            default -> false;
        };
    }

    /// Composed and folded.
    static String folded(String text) {
        int plain = 0;
        while (plain < text.length() && isFolded(text.charAt(plain))) plain++;
        if (plain == text.length()) return text;
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder folded = new StringBuilder(composed.length());
        composed.codePoints().forEach(c -> folded.appendCodePoint(folded(c)));
        return folded.toString();
    }

    private static boolean isFolded(char c) {
        return c < 0x80 && (c < 'A' || c > 'Z');
    }

    private static int folded(int c) {
        if (c < 0x80) return c < 'A' || c > 'Z' ? c : c | 0x20;
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
