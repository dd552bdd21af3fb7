package heliograph.journal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of an entry for ever: which journal, and where in it. `k3f9-42`.
public record EntryId(String epoch, long offset) {
    private static final Pattern FORM = Pattern.compile("([a-z0-9]{1,16})-(0|[1-9][0-9]{0,17})");

    /// Reads an id; empty when the text is none.
    public static Optional<EntryId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) return Optional.empty();
        return Optional.of(new EntryId(matcher.group(1), Long.parseLong(matcher.group(2))));
    }

    @Override
    public String toString() {
        return epoch + "-" + offset;
    }
}
