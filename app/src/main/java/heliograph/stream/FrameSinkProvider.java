package heliograph.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.GenericType;
import io.helidon.common.Weight;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.media.type.MediaType;
import io.helidon.http.DateTime;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http.spi.Sink;
import io.helidon.webserver.http.spi.SinkProvider;
import io.helidon.webserver.http.spi.SinkProviderContext;
import io.helidon.webserver.sse.SseSink;

import java.util.function.BiConsumer;

/// Answers for [SseSink#TYPE] before Helidon's own provider; found by ServiceLoader. HTTP/1.1 only,
/// which is all that the hub speaks.
@Weight(1000)
public final class FrameSinkProvider implements SinkProvider<SseEvent> {
    private static final Header CONTENT_TYPE =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/event-stream");
    private static final Header NO_CACHE =
            HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache, no-transform");
    private static final Header NO_BUFFERING =
            HeaderValues.createCached("X-Accel-Buffering", "no"); // nginx would hold events back

    @Override
    public boolean supports(GenericType<? extends Sink<?>> type, ServerRequest request) {
        return type.equals(SseSink.TYPE) && request.prologue().protocolVersion().equals("1.1");
    }

    @Override
    // supports() made sure of the type; its signature is Helidon's.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <X extends Sink<SseEvent>> X create(SinkProviderContext context) {
        ServerResponseHeaders headers = context.serverResponse().headers();
        prepare(headers);
        headers.set(HeaderValues.TRANSFER_ENCODING_CHUNKED);
        return (X) new FrameSink(context.connectionContext(), head(headers));
    }

    /// Sets what a browser and the proxies on the way must know.
    public static void prepare(ServerResponseHeaders headers) {
        headers.set(CONTENT_TYPE);
        headers.set(NO_CACHE);
        headers.set(NO_BUFFERING);
    }

    private static byte[] head(ServerResponseHeaders headers) {
        BufferData head = BufferData.growing(512);
        head.write("HTTP/1.1 200 OK\r\nDate: ".getBytes(US_ASCII));
        head.write(DateTime.http1Bytes()); // with its line break
        for (Header header : headers) header.writeHttp1Header(head);
        head.write(new byte[] {'\r', '\n'});
        return head.readBytes();
    }

    @Override
    @Deprecated
    // Abstract in 4.5, although nothing calls it.
    @SuppressWarnings({"removal", "TypeParameterUnusedInFormals"})
    public <X extends Sink<SseEvent>> X create(
            ServerResponse response,
            BiConsumer<Object, MediaType> consumer,
            Runnable closeRunnable) {
        throw new UnsupportedOperationException("Helidon 4.5 calls create(SinkProviderContext)");
    }
}
