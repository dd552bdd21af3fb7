package heliograph.runner;

import heliograph.broadcast.Broadcaster;
import heliograph.journal.Journal;
import heliograph.journal.Receipt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// What every source's context needs of the hub.
///
/// @param patience how long a plugin may do nothing with a request
record Station(
        Broadcaster broadcaster,
        Journal journal,
        InstantSource clock,
        KeysInFlight keysInFlight,
        Duration patience) {

    /// How far the requests under a key have come.
    Optional<Receipt> receipt(String source, IdempotencyKey key) throws InterruptedException {
        return journal.receipt(source, key.value(), clock.instant());
    }
}
