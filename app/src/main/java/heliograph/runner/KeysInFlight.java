package heliograph.runner;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The keys of requests that are being read: each belongs to one request at a time. Safe from any
/// thread.
final class KeysInFlight {
    private final Set<Key> keys = ConcurrentHashMap.newKeySet();

    private record Key(String source, String value) {}

    /// Ends with its request.
    @FunctionalInterface
    interface Claim extends AutoCloseable {
        @Override
        void close();
    }

    /// @throws KeyInFlight when another request has it
    Claim claim(String source, IdempotencyKey key) {
        Key claimed = new Key(source, key.value());
        if (!keys.add(claimed)) throw new KeyInFlight();
        return () -> keys.remove(claimed);
    }
}
