package heliograph.source;

import java.io.IOException;

/// A source that is told its messages: `POST /ingest/{name}`.
///
/// The hub does the HTTP (limits, tokens, decompression, idempotency, answers); the source turns a
/// request into messages and publishes them.
@FunctionalInterface
public non-sealed interface HttpSource extends Source {

    /// Publishes what the request says: one batch for what must be all or nothing, several for a
    /// long body. The answer counts what was published, also when the rest proves malformed.
    ///
    /// The same request must make the same messages in the same order: when it is sent again under
    /// its `Idempotency-Key`, the hub skips as many as it has already.
    ///
    /// Called on the request's own virtual thread, many at once.
    ///
    /// @throws MalformedRequest when the request cannot be understood; answered with 400 or 415
    /// @throws IOException when the body ends before it should
    void read(HttpRequest request, SourceContext context)
            throws MalformedRequest, IOException, InterruptedException;
}
