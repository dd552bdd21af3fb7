package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import heliograph.StreamRecorder.Event;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A subscriber that comes back behind the last id it saw. Used by one thread at a time.
final class ResumingReader {
    private final Map<String, String> seen = new LinkedHashMap<>(); // id → content
    private String lastId = "";

    /// Reads what there is until the hub is gone.
    void read(HubProcess hub) throws Exception {
        try (StreamRecorder stream = open(hub)) {
            List<Event> events = stream.rest();
            if (events.isEmpty()) return; // gone before it said hello
            hello(events.getFirst());
            events.stream().skip(1).forEach(this::see);
        } catch (IOException _) {
            // gone before it answered
        }
    }

    /// Reads until a message with this content.
    void readUntil(HubProcess hub, String content) throws Exception {
        try (StreamRecorder stream = open(hub)) {
            hello(stream.next());
            while (!seen.containsValue(content)) see(stream.next());
        }
    }

    /// Says hello to a hub, so that it will see everything from now on.
    void begin(HubProcess hub) throws Exception {
        try (StreamRecorder stream = open(hub)) {
            hello(stream.next());
        }
    }

    private StreamRecorder open(HubProcess hub) throws Exception {
        return hub.subscribe("", lastId.isEmpty() ? Map.of() : Map.of("Last-Event-ID", lastId));
    }

    private void hello(Event hello) {
        assertThat(hello.name()).as(hello.toString()).isEqualTo("hello");
        if (!lastId.isEmpty()) {
            assertThat(hello.id()).isEqualTo(lastId);
            assertThat(hello.json().getBoolean("resumed")).as(hello.toString()).isTrue();
            assertThat(hello.json().getInt("missed")).as(hello.toString()).isZero();
        }
        lastId = hello.id();
    }

    private void see(Event event) {
        lastId = event.id();
        if (event.name().equals("heartbeat")) return;
        assertThat(event.name()).as(event.toString()).isEmpty();
        assertThat(seen.put(event.id(), event.json().getString("content")))
                .as("seen twice: %s", event)
                .isNull();
    }

    /// What it saw, in that order: id → content.
    Map<String, String> seen() {
        return seen;
    }
}
