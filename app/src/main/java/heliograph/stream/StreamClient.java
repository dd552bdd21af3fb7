package heliograph.stream;

import java.time.Instant;

/// Who opened a stream.
///
/// @param address and port
/// @param query of its request, as it came
/// @param since when it is connected
public record StreamClient(String address, String query, Instant since) {}
