package heliograph.web;

import static heliograph.stream.JsonP.JSON;

import heliograph.broadcast.Broadcaster;
import heliograph.journal.Journal;
import heliograph.runner.SourceView;
import heliograph.runner.Sources;
import heliograph.search.SearchIndex;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// `GET /api/status`: the hub in numbers.
final class StatusRoute implements Handler {
    private final Journal journal;
    private final SearchIndex index;
    private final Broadcaster broadcaster;
    private final Sources sources;
    private final InstantSource clock;
    private final Instant started;
    private final String version;

    StatusRoute(
            Journal journal,
            SearchIndex index,
            Broadcaster broadcaster,
            Sources sources,
            InstantSource clock,
            String version) {
        this.journal = journal;
        this.index = index;
        this.broadcaster = broadcaster;
        this.sources = sources;
        this.clock = clock;
        this.started = clock.instant();
        this.version = version;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        List<SourceView> board = sources.board().sources();
        double rate = board.stream().mapToDouble(SourceView::rate).sum();
        Duration uptime = Duration.between(started, clock.instant());
        response.send(
                JSON.createObjectBuilder()
                        .add("version", version)
                        .add("epoch", journal.epochs().current())
                        .add("oldest", journal.oldest())
                        .add("newest", journal.newest())
                        .add("rate", rate)
                        .add("subscribers", broadcaster.subscribers())
                        .add("sources", board.size())
                        .add("journalBytes", journal.bytesOnDisk())
                        .add("searchLag", index.lag())
                        .add("started", started.toString())
                        .add("uptimeSeconds", uptime.toSeconds())
                        .build());
    }
}
