package heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Posts one request after the other, each under an `Idempotency-Key`; one whose answer it did not
/// get, again until it does. Used by one thread at a time.
final class RetryingPublisher {
    private final String name;
    private final int lines;
    private final Random random;
    private final List<Answered> answered = new ArrayList<>();
    private int requests;
    private int cutOff;
    private Optional<Request> pending = Optional.empty();

    private record Request(String key, List<String> contents) {}

    private record Answered(Request request, String answer) {}

    /// @param name of its source, which begins each of its messages
    /// @param lines in each request
    RetryingPublisher(String name, int lines, long seed) {
        this.name = name;
        this.lines = lines;
        this.random = new Random(seed);
    }

    /// Publishes until the hub is gone.
    void publish(HubProcess hub) throws Exception {
        try {
            repeat(hub);
            while (true) answer(hub);
        } catch (IOException _) {
            cutOff++;
        }
    }

    /// Gets the answer that it may still be waiting for.
    void finish(HubProcess hub) throws Exception {
        if (pending.isPresent()) answer(hub);
        repeat(hub);
    }

    /// A request that was answered long ago has the same answer again.
    private void repeat(HubProcess hub) throws Exception {
        if (answered.isEmpty()) return;
        Answered earlier = answered.get(random.nextInt(answered.size()));
        assertThat(post(hub, earlier.request())).isEqualTo(earlier.answer());
    }

    private void answer(HubProcess hub) throws Exception {
        Request request = pending.orElseGet(this::next);
        pending = Optional.of(request);
        answered.add(new Answered(request, post(hub, request)));
        pending = Optional.empty();
    }

    private Request next() {
        int number = ++requests;
        List<String> contents =
                IntStream.rangeClosed(1, lines)
                        .mapToObj(line -> "%s %d line %d".formatted(name, number, line))
                        .toList();
        return new Request("request " + number, contents);
    }

    private String post(HubProcess hub, Request request) throws Exception {
        byte[] body =
                request.contents().stream()
                        .map("{\"content\":\"%s\"}\n"::formatted)
                        .collect(Collectors.joining())
                        .getBytes(UTF_8);
        HttpResponse<String> answer =
                hub.send(
                        HttpRequest.newBuilder(hub.uri("/ingest/" + name))
                                .header("Content-Type", "application/x-ndjson")
                                .header("Idempotency-Key", request.key())
                                .POST(BodyPublishers.ofInputStream(() -> inPieces(body))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /// A body that comes in pieces, cut differently each time.
    private InputStream inPieces(byte[] body) {
        return new FilterInputStream(new ByteArrayInputStream(body)) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(200)));
            }
        };
    }

    /// How often the hub went away under it.
    int cutOff() {
        return cutOff;
    }

    /// Everything is in the journal once, in order, under the ids that were answered.
    ///
    /// @param journal id → content, oldest first, no content twice
    void assertPublishedOnce(Map<String, String> journal) {
        List<String> mine =
                journal.values().stream()
                        .filter(content -> content.startsWith(name + " "))
                        .toList();
        assertThat(mine)
                .containsExactlyElementsOf(
                        answered.stream().flatMap(a -> a.request().contents().stream()).toList());
        for (Answered each : answered) {
            List<String> contents = each.request().contents();
            JsonObject answer = TestHub.object(each.answer());
            assertThat(answer.getInt("accepted")).isEqualTo(contents.size());
            assertThat(journal).containsEntry(answer.getString("first"), contents.getFirst());
            assertThat(journal).containsEntry(answer.getString("last"), contents.getLast());
        }
    }
}
