package heliograph.stream;

import jakarta.json.spi.JsonProvider;

/// The JSON-P implementation, looked up once. [jakarta.json.Json] looks for it on the class path
/// each time it is called: that was a quarter of the CPU of a short POST.
public final class JsonP {
    /// Safe from any thread; what it makes is not.
    public static final JsonProvider JSON = JsonProvider.provider();

    private JsonP() {}
}
