package heliograph.web;

import heliograph.runner.Sources;
import heliograph.stream.FrameSink;
import heliograph.stream.FrameSinkProvider;
import heliograph.stream.StalledClients;
import heliograph.stream.TickingStream;

import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// `GET /api/sources/stream`: the board, live.
final class BoardStreamRoute implements Handler, AutoCloseable {
    private final Sources sources;
    private final BoardJson json;
    private final StalledClients stalled;
    private final Duration heartbeat;
    private final CountDownLatch end = new CountDownLatch(1);

    BoardStreamRoute(Sources sources, BoardJson json, StalledClients stalled, Duration heartbeat) {
        this.sources = sources;
        this.json = json;
        this.stalled = stalled;
        this.heartbeat = heartbeat;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        QueryParameters.withoutAny(request.query());
        StreamRequest.requireAccepted(request, "/api/sources");
        if (request.prologue().method().equals(Method.HEAD)) {
            FrameSinkProvider.prepare(response.headers());
            response.send();
            return;
        }
        BoardChanges changes = new BoardChanges(json);
        FrameSink sink = (FrameSink) response.sink(SseSink.TYPE);
        var stream = new TickingStream(sink, () -> changes.next(sources.board()), heartbeat, end);
        try (var _ = stalled.watch(stream)) {
            stream.run();
        }
        // Its thread waited for bytes of the client: no other request may be read from it.
        throw new CloseConnectionException("the stream has ended");
    }

    /// Says goodbye to every stream.
    @Override
    public void close() {
        end.countDown();
    }
}
