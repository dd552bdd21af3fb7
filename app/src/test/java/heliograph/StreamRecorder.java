package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A subscriber over a real connection: reads events as the event-stream format has them and keeps
/// them until the test asks.
public final class StreamRecorder implements AutoCloseable {
    private static final int PATIENCE = 10; // seconds

    /// An event. A message has no name.
    ///
    /// @param retry in milliseconds, as it was sent; empty when it was not
    public record Event(String name, String id, String data, String retry) {
        public JsonObject json() {
            return TestHub.object(data);
        }
    }

    /// How the body ended.
    public enum End {
        CLEAN,
        CUT_OFF
    }

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>(); // Event, then End
    private final HttpClient http;
    private final HttpResponse<InputStream> response;

    private StreamRecorder(HttpClient http, HttpResponse<InputStream> response) {
        this.http = http;
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    static StreamRecorder open(URI uri, Map<String, String> headers) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::header);
        HttpResponse<InputStream> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new StreamRecorder(http, response);
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            String name = "";
            String id = "";
            String retry = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int colon = line.indexOf(": ");
                String value = colon < 0 ? "" : line.substring(colon + 2);
                if (line.startsWith("id")) id = value;
                if (line.startsWith("event")) name = value;
                if (line.startsWith("retry")) retry = value;
                if (line.startsWith("data")) data.append(value);
                if (!line.isEmpty()) continue;
                events.add(new Event(name, id, data.toString(), retry));
                name = "";
                retry = "";
                data.setLength(0);
            }
            events.add(End.CLEAN);
        } catch (IOException _) {
            events.add(End.CUT_OFF);
        }
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /// The next event, waited for.
    public Event next() throws InterruptedException {
        Object next = events.poll(PATIENCE, TimeUnit.SECONDS);
        assertThat(next).as("the next event within %d s", PATIENCE).isInstanceOf(Event.class);
        return (Event) next;
    }

    /// The next event, which must be of that name.
    public Event next(String name) throws InterruptedException {
        Event event = next();
        assertThat(event.name()).as(event.toString()).isEqualTo(name);
        return event;
    }

    /// The next event, which must be a message.
    public JsonObject message() throws InterruptedException {
        return next("").json();
    }

    public void assertMessage(String id, String content) throws InterruptedException {
        Event event = next("");
        assertThat(event.id()).isEqualTo(id);
        assertThat(event.json().getString("id")).isEqualTo(id);
        assertThat(event.json().getString("content")).isEqualTo(content);
    }

    /// Every event until the body has ended, however it ended.
    public List<Event> rest() throws InterruptedException {
        List<Event> rest = new ArrayList<>();
        while (true) {
            Object next = events.poll(PATIENCE, TimeUnit.SECONDS);
            assertThat(next).as("the end of the stream within %d s", PATIENCE).isNotNull();
            if (!(next instanceof Event event)) return rest;
            rest.add(event);
        }
    }

    /// Waits until the body has ended, and says how. Events that were not taken are dropped.
    public End end() throws InterruptedException {
        while (true) {
            Object next = events.poll(PATIENCE, TimeUnit.SECONDS);
            assertThat(next).as("the end of the stream within %d s", PATIENCE).isNotNull();
            if (next instanceof End end) return end;
        }
    }

    /// Fails if an event has come that the test did not take.
    public void assertExhausted() {
        assertThat(events).isEmpty();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
