package heliograph.stream;

import static heliograph.stream.JsonP.JSON;

import heliograph.broadcast.Delivery.Gap;
import heliograph.broadcast.Hello;
import heliograph.journal.EntryId;

import io.helidon.http.sse.SseEvent;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import java.time.Duration;
import java.util.Locale;

/// The named events. Each carries the id from which a client that stops there must resume.
final class StreamEvents {
    private StreamEvents() {}

    static SseEvent hello(Hello hello, String version, Duration heartbeat) {
        JsonObjectBuilder data =
                JSON.createObjectBuilder()
                        .add("version", version)
                        .add("epoch", hello.epoch())
                        .add("oldest", hello.oldest())
                        .add("newest", hello.newest())
                        .add("heartbeatSeconds", heartbeat.toMillis() / 1e3)
                        .add("resumed", hello.resumed());
        hello.missed()
                .ifPresentOrElse(
                        count -> data.add("missed", count),
                        () -> data.add("missed", JsonValue.NULL));
        return event("hello", hello.before(), data);
    }

    /// Counts offsets, not matches; nobody can count those of another story.
    static SseEvent gap(Gap gap, EntryId place) {
        boolean otherStory = gap.reason() == Gap.Reason.EPOCH;
        JsonObjectBuilder data = JSON.createObjectBuilder();
        if (otherStory) {
            data.add("from", JsonValue.NULL).add("to", gap.to()).add("count", JsonValue.NULL);
        } else {
            data.add("from", gap.from())
                    .add("to", gap.to())
                    .add("count", gap.to() - gap.from() + 1);
        }
        data.add("reason", gap.reason().name().toLowerCase(Locale.ROOT));
        return event("gap", place, data);
    }

    static SseEvent heartbeat(EntryId place, long newest) {
        return event("heartbeat", place, JSON.createObjectBuilder().add("newest", newest));
    }

    static SseEvent bye(EntryId place, String reason) {
        return event("bye", place, JSON.createObjectBuilder().add("reason", reason));
    }

    private static SseEvent event(String name, EntryId id, JsonObjectBuilder data) {
        return SseEvent.builder()
                .name(name)
                .id(id.toString())
                .data(data.build().toString())
                .build();
    }
}
