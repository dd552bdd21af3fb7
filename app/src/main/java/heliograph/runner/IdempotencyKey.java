package heliograph.runner;

import java.util.regex.Pattern;

/// What a client calls its request, so that it can send it again.
///
/// @param value unique among those of its source
/// @param kind what belongs to the request besides its body: the same key with another is refused
public record IdempotencyKey(String value, String kind) {
    /// For people.
    public static final String RULE = "1 to 255 printable ASCII characters";

    private static final Pattern VALID = Pattern.compile("[ -~]{1,255}");

    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }
}
