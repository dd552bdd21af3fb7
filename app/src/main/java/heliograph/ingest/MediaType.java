package heliograph.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.MalformedRequest;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a body says it is written.
///
/// @param charset of a text
record MediaType(Kind kind, Charset charset) {
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset=\"?([^\";\\s]+)\"?", Pattern.CASE_INSENSITIVE);

    enum Kind {
        JSON,
        NDJSON,
        TEXT,
        FORM
    }

    /// @throws MalformedRequest when it is a type, or a charset, that cannot be read
    static MediaType of(Optional<String> contentType) throws MalformedRequest {
        if (contentType.isEmpty()) return new MediaType(Kind.FORM, UTF_8);
        String whole = contentType.get();
        String type = whole.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return new MediaType(kind(type), charset(whole));
    }

    private static Kind kind(String type) throws MalformedRequest {
        return switch (type) {
            case "", "application/x-www-form-urlencoded" -> Kind.FORM;
            case "application/json" -> Kind.JSON;
            case "application/x-ndjson", "application/ndjson", "application/jsonl" -> Kind.NDJSON;
            case "text/plain" -> Kind.TEXT;
            default -> {
                if (type.startsWith("application/") && type.endsWith("+json")) yield Kind.JSON;
                throw MalformedRequest.unsupportedType(
                        "cannot read '"
                                + type
                                + "'; send application/json, application/x-ndjson or text/plain");
            }
        };
    }

    private static Charset charset(String contentType) throws MalformedRequest {
        Matcher matcher = CHARSET.matcher(contentType);
        if (!matcher.find()) return UTF_8;
        try {
            return Charset.forName(matcher.group(1));
        } catch (IllegalArgumentException _) {
            throw MalformedRequest.unsupportedType(
                    "unknown charset '" + matcher.group(1) + "'; send UTF-8");
        }
    }
}
