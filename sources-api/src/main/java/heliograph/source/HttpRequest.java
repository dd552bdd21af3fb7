package heliograph.source;

import java.io.InputStream;
import java.util.Optional;

/// What a [HttpSource] is told. Valid until the call it was given to ends; used by its thread only.
public interface HttpRequest {

    /// The media type as it was sent, parameters included.
    Optional<String> contentType();

    /// The first value of a header, whatever the case of its name.
    Optional<String> header(String name);

    /// The first value of a query parameter, decoded.
    Optional<String> query(String name);

    /// The body, unpacked and bounded: reading past the largest body the hub takes fails.
    InputStream body();
}
