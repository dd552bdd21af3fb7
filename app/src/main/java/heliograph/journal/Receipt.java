package heliograph.journal;

import java.time.Duration;

/// How far a request under an `Idempotency-Key` has come. Committed together with its messages, so
/// that the same request, sent again, goes on where the first one ended.
///
/// @param key unique among those of its source
/// @param bytes of the body, unpacked, that had been read
/// @param digest of the request up to there, in hexadecimal
/// @param whole whether the body was known to end there
/// @param accepted the messages that are in the journal; of those that come with the receipt the
///     writer knows the offsets, and adds them
public record Receipt(String key, long bytes, String digest, boolean whole, Accepted accepted) {
    /// How long after its last commit a key means the same request.
    public static final Duration KEPT = Duration.ofHours(24);

    /// With so many more messages from an offset on.
    public Receipt and(long first, int count) {
        return new Receipt(key, bytes, digest, whole, accepted.and(first, count));
    }
}
