package heliograph.runner;

import java.util.regex.Pattern;

/// What a source may be called: it stands in URLs, filters and file names.
public final class SourceName {
    public static final String RULE = "1 to 64 letters, digits, dots, underscores and hyphens";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private SourceName() {}

    public static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }
}
