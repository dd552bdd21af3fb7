package heliograph.web;

import static heliograph.stream.JsonP.JSON;

import static java.nio.charset.StandardCharsets.UTF_8;

import heliograph.source.TextPosition;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;

import jakarta.json.JsonObjectBuilder;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What went wrong, as `application/problem+json` (RFC 9457) that says what to do.
///
/// @param detail for a person: what is wrong and what to do instead
/// @param position where in the body, if it is there
/// @param accepted how many messages were accepted nevertheless, if the request could publish
/// @param headers of the answer
record Problem(
        Status status,
        String detail,
        Optional<TextPosition> position,
        OptionalLong accepted,
        Map<String, String> headers) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(Status status, String detail) {
        return new Problem(status, detail, Optional.empty(), OptionalLong.empty(), Map.of());
    }

    Problem at(TextPosition position) {
        return new Problem(status, detail, Optional.of(position), accepted, headers);
    }

    Problem accepted(long accepted) {
        return new Problem(status, detail, position, OptionalLong.of(accepted), headers);
    }

    Problem header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(status, detail, position, accepted, more);
    }

    Problem retryAfter(Duration pause) {
        return header(HeaderNames.RETRY_AFTER_NAME, Long.toString(pause.toSeconds()));
    }

    ProblemException exception() {
        return new ProblemException(this);
    }

    byte[] json() {
        JsonObjectBuilder json =
                JSON.createObjectBuilder()
                        .add("title", title())
                        .add("status", status.code())
                        .add("detail", detail);
        position.ifPresent(p -> json.add("line", p.line()).add("column", p.column()));
        accepted.ifPresent(count -> json.add("accepted", count));
        return (json.build() + "\n").getBytes(UTF_8);
    }

    private String title() {
        return status.reasonPhrase().isEmpty()
                ? Integer.toString(status.code())
                : status.reasonPhrase();
    }
}
