package heliograph.web;

import heliograph.broadcast.Broadcaster;
import heliograph.broadcast.Subscription;
import heliograph.search.History;
import heliograph.stream.EventStream;
import heliograph.stream.FrameSink;
import heliograph.stream.FrameSinkProvider;
import heliograph.stream.OpenStreams;
import heliograph.stream.StreamClient;

import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;

import java.time.Duration;
import java.time.InstantSource;

/// `GET /api/stream`: live messages.
final class StreamRoute implements Handler {
    private final Broadcaster broadcaster;
    private final History history;
    private final OpenStreams streams;
    private final Duration heartbeat;
    private final InstantSource clock;
    private final String version;

    StreamRoute(
            Broadcaster broadcaster,
            History history,
            OpenStreams streams,
            Duration heartbeat,
            InstantSource clock,
            String version) {
        this.broadcaster = broadcaster;
        this.history = history;
        this.streams = streams;
        this.heartbeat = heartbeat;
        this.clock = clock;
        this.version = version;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws InterruptedException {
        StreamRequest wanted = StreamRequest.of(request, clock, history);
        StreamRequest.requireAccepted(request, "/api/messages");
        if (request.prologue().method().equals(Method.HEAD)) {
            FrameSinkProvider.prepare(response.headers());
            response.send();
            return;
        }
        stream(wanted, client(request), response);
        // Its thread waited for bytes of the client: no other request may be read from it.
        throw new CloseConnectionException("the stream has ended");
    }

    private StreamClient client(ServerRequest request) {
        String address = request.remotePeer().host() + ":" + request.remotePeer().port();
        return new StreamClient(address, request.query().rawValue(), clock.instant());
    }

    private void stream(StreamRequest wanted, StreamClient client, ServerResponse response)
            throws InterruptedException {
        try (Subscription subscription =
                broadcaster.subscribe(wanted.start(), wanted.filter(), wanted.lag())) {
            FrameSink sink = (FrameSink) response.sink(SseSink.TYPE);
            streams.run(new EventStream(client, subscription, sink, heartbeat, version));
        }
    }
}
