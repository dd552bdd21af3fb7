package heliograph.source.filetail;

import java.util.regex.Pattern;

/// Stack traces of Java and its kin: the line before them, the exception, its frames and causes.
final class JavaTrace implements Grouping.Trace {
    private static final Pattern EXCEPTION =
            Pattern.compile("(?:[a-z_][\\w$]*\\.)+[A-Z][\\w$.]*(?:Exception|Error|Throwable)\\b.*");

    @Override
    public boolean continues(String line) {
        if (line.isEmpty()) return false;
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') return !line.isBlank();
        return line.startsWith("Caused by: ")
                || line.startsWith("Suppressed: ")
                || line.startsWith("... ")
                || EXCEPTION.matcher(line).lookingAt();
    }
}
