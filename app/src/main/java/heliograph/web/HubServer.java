package heliograph.web;

import heliograph.broadcast.Broadcaster;
import heliograph.journal.Journal;
import heliograph.runner.Command;
import heliograph.runner.Sources;
import heliograph.search.History;
import heliograph.search.SearchIndex;
import heliograph.stream.OpenStreams;
import heliograph.stream.StalledClients;
import heliograph.stream.StreamWriters;
import heliograph.tiles.Tiles;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;

/// The hub's HTTP: every route, and what each request goes through before it.
public final class HubServer implements AutoCloseable {
    private static final Duration TIME_FOR_BYE = Duration.ofMillis(700);

    private final WebServer server;
    private final Broadcaster broadcaster;
    private final BoardStreamRoute boardStream;
    private final StreamWriters writers;
    private final StalledClients stalled;

    private HubServer(
            WebServer server,
            Broadcaster broadcaster,
            BoardStreamRoute boardStream,
            StreamWriters writers,
            StalledClients stalled) {
        this.server = server;
        this.broadcaster = broadcaster;
        this.boardStream = boardStream;
        this.writers = writers;
        this.stalled = stalled;
    }

    /// Listens when this returns.
    public static HubServer start(
            ServerConfig config,
            Journal journal,
            SearchIndex index,
            Broadcaster broadcaster,
            Sources sources,
            Tiles tiles,
            InstantSource clock,
            PrometheusRegistry registry,
            String version) {
        StreamWriters writers = new StreamWriters(broadcaster);
        StalledClients stalled = new StalledClients();
        OpenStreams streams = new OpenStreams(writers, stalled, registry);
        PageRoute page = new PageRoute(version);
        IngestRoute ingest =
                new IngestRoute(sources, broadcaster::idOf, stalled, config.bodyTimeout());
        Past past = new Past(journal, clock);
        History history = new History(journal, index);
        MessagesRoute messages = new MessagesRoute(history, past, stalled);
        TilesRoute tileRoute = new TilesRoute(tiles, broadcaster, stalled, config.bodyTimeout());
        HealthRoute health = new HealthRoute(journal);
        BoardJson json = new BoardJson(broadcaster::idOf);
        SourcesRoute board = new SourcesRoute(sources, json);
        var boardStream = new BoardStreamRoute(sources, json, stalled, config.heartbeat());

        HttpRouting.Builder routing =
                HttpRouting.builder()
                        .addFilter(new ConnectionClose())
                        .addFilter(new SecurityHeaders())
                        .addFilter(new HostGuard(config.names()));
        Problems.register(routing);
        new Routes(routing)
                .get("/", page::page)
                .get("/sources", page::page)
                .get("/board/{name}", page::pageBelow)
                .get("/ui/{version}/{+path}", page::asset)
                .get(
                        "/api/stream",
                        new StreamRoute(
                                broadcaster, history, streams, config.heartbeat(), clock, version))
                .post("/ingest", ingest::unnamed)
                .post("/ingest/{source}", ingest::named)
                .get("/api/messages", messages::search)
                .get("/api/messages/{id}", messages::one)
                .get("/api/histogram", new HistogramRoute(history, past))
                .get("/api/fields", new FieldsRoute(history, past))
                .get("/api/tiles", tileRoute::all)
                .putAndDelete("/api/tiles/{id}", tileRoute::put, tileRoute::delete)
                .get("/api/subscribers", new SubscribersRoute(streams, journal, clock))
                .get("/api/sources", board::board)
                .get("/api/sources/stream", boardStream)
                .post("/api/sources/{name}/pause", board.command(Command.PAUSE))
                .post("/api/sources/{name}/resume", board.command(Command.RESUME))
                .post("/api/sources/{name}/restart", board.command(Command.RESTART))
                .get(
                        "/api/status",
                        new StatusRoute(journal, index, broadcaster, sources, clock, version))
                .get("/health/live", health::live)
                .get("/health/ready", health::ready)
                .get("/metrics", new MetricsRoute(registry));
        WebServer server = listen(config, routing);
        return new HubServer(server, broadcaster, boardStream, writers, stalled);
    }

    private static WebServer listen(ServerConfig config, HttpRouting.Builder routing) {
        ListenAddress.requireFree(config.host(), config.port());
        WebServer server =
                WebServer.builder()
                        .host(config.host())
                        .port(config.port())
                        .shutdownHook(false) // the hub ends its streams before its server
                        .useNio(false) // with it every write is cut into pieces of 8 KiB
                        .writeBufferSize(0)
                        .maxPayloadSize(IngestRequest.LARGEST)
                        .shutdownGracePeriod(Duration.ofSeconds(1))
                        .connectionOptions(
                                options ->
                                        // A stuck client holds this much of the kernel's memory, no
                                        // more.
                                        options.tcpNoDelay(true).socketSendBufferSize(64 << 10))
                        .contentEncoding(
                                encodings ->
                                        encodings
                                                .contentEncodingsDiscoverServices(false)
                                                .addContentEncoding(new GzipDecoding()))
                        .directHandlers(Problems.beforeRouting())
                        .addRouting(routing)
                        .build()
                        .start();
        if (!server.isRunning()) {
            // Helidon logs why and returns as if all were well.
            throw new UncheckedIOException(
                    new IOException("cannot listen on " + config.host() + ":" + config.port()));
        }
        return server;
    }

    public int port() {
        return server.port();
    }

    /// Says goodbye to every stream, lets running requests end, then stops.
    @Override
    public void close() {
        broadcaster.endAll();
        boardStream.close();
        long deadline = System.nanoTime() + TIME_FOR_BYE.toNanos();
        broadcaster.awaitNoSubscribers(deadline);
        server.stop();
        writers.close();
        stalled.close();
    }
}
