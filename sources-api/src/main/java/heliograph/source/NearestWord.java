package heliograph.source;

import java.util.Collection;
import java.util.Optional;

/// Which word somebody may have meant.
public final class NearestWord {
    private NearestWord() {}

    /// The word nearest to what was written, if one is near: at most a third of its letters, or
    /// two, differ.
    public static Optional<String> to(String written, Collection<String> words) {
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (String word : words) {
            int distance = distance(written, word);
            if (distance < least) {
                least = distance;
                nearest = word;
            }
        }
        int tolerated = Math.max(2, written.length() / 3);
        return least <= tolerated && least < nearest.length()
                ? Optional.of(nearest)
                : Optional.empty();
    }

    /// `; did you mean 'x'?`, or nothing.
    public static String suggestion(String written, Collection<String> words) {
        return to(written, words).map(word -> "; did you mean '" + word + "'?").orElse("");
    }

    /// Levenshtein's distance: letters to insert, delete or replace.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j - 1], row[j]) + 1);
            }
        }
        return row[b.length()];
    }
}
