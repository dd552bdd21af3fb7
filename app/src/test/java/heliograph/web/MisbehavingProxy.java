package heliograph.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/// What stands between browsers and hubs in the wild: a proxy that refuses streams, holds back what
/// it gets, goes silent, or speaks for another hub. Everything but streams it passes on.
final class MisbehavingProxy implements AutoCloseable {
    private static final List<String> PASSED =
            List.of("content-type", "content-encoding", "cache-control", "link", "retry-after");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final int hub;
    private final Set<HttpExchange> streams = ConcurrentHashMap.newKeySet();
    private volatile Mood mood = new Mood.Passing();
    private volatile UnaryOperator<String> words = UnaryOperator.identity();

    private sealed interface Mood {
        record Passing() implements Mood {}

        record Answering(int status, Map<String, String> headers) implements Mood {}

        record HoldingBack() implements Mood {}
    }

    private MisbehavingProxy(HttpServer server, int hub) {
        this.server = server;
        this.hub = hub;
    }

    static MisbehavingProxy before(int hub) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        HttpServer server = HttpServer.create(new InetSocketAddress(here, 0), 50);
        MisbehavingProxy proxy = new MisbehavingProxy(server, hub);
        server.setExecutor(proxy.threads);
        server.createContext("/", proxy::handle);
        server.start();
        return proxy;
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    /// Ends the streams, and answers new ones with that.
    void answer(int status, Map<String, String> headers) {
        mood = new Mood.Answering(status, headers);
        endStreams();
    }

    /// Takes what the hub sends, and passes nothing on. New streams get no answer.
    void holdBack() {
        mood = new Mood.HoldingBack();
    }

    void endStreams() {
        for (HttpExchange stream : List.copyOf(streams)) {
            streams.remove(stream);
            stream.close();
        }
    }

    /// Changes what the hub says.
    void rephrase(UnaryOperator<String> words) {
        this.words = words;
    }

    void behave() {
        mood = new Mood.Passing();
    }

    private void handle(HttpExchange exchange) throws IOException {
        boolean isStream = exchange.getRequestURI().getPath().endsWith("/api/stream");
        switch (mood) {
            case Mood.Answering(int status, Map<String, String> headers) when isStream -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            }
            case Mood.HoldingBack() when isStream -> streams.add(exchange);
            default -> pass(exchange, isStream);
        }
    }

    private void pass(HttpExchange exchange, boolean isStream) throws IOException {
        URI asked = URI.create("http://localhost:" + hub + exchange.getRequestURI());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(asked)
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(
                                        exchange.getRequestBody().readAllBytes()));
        for (String name : List.of("accept", "content-type", "accept-encoding")) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                    .ifPresent(value -> request.header(name, value));
        }
        try (exchange) {
            HttpResponse<InputStream> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            for (String name : PASSED) {
                answer.headers()
                        .firstValue(name)
                        .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
            }
            boolean isEmpty = answer.statusCode() == 204;
            exchange.sendResponseHeaders(answer.statusCode(), isEmpty ? -1 : 0);
            try (InputStream fromHub = answer.body()) {
                if (isStream) streams.add(exchange);
                copy(fromHub, exchange.getResponseBody(), isStream);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            // an end of the line is gone, so is the other
        }
    }

    private void copy(InputStream from, OutputStream to, boolean isStream) throws IOException {
        byte[] bytes = new byte[1 << 16];
        for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
            if (isStream && mood instanceof Mood.HoldingBack) continue;
            if (isStream) {
                to.write(words.apply(new String(bytes, 0, read, UTF_8)).getBytes(UTF_8));
            } else {
                to.write(bytes, 0, read);
            }
            to.flush();
        }
    }

    @Override
    public void close() {
        endStreams();
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
