package heliograph.runner;

import static java.lang.System.Logger.Level.WARNING;

import heliograph.broadcast.Broadcaster;
import heliograph.journal.SourceKey;
import heliograph.source.Checkpoint;
import heliograph.source.Message;
import heliograph.source.PublishFailed;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the hub remembers of a source over its own restarts: that somebody paused it, and that it
/// went silent. It is kept in the journal, as checkpoints beside the source's own.
final class SourceMemory {
    private static final System.Logger LOGGER = System.getLogger(SourceMemory.class.getName());
    private static final String PAUSED = "paused";
    private static final String SILENT = "silent-since";

    private final Broadcaster broadcaster;
    private final SourceKey key;
    private final Map<String, String> kept;

    private SourceMemory(Broadcaster broadcaster, SourceKey key, Map<String, String> kept) {
        this.broadcaster = broadcaster;
        this.key = key;
        this.kept = kept;
    }

    static SourceMemory of(String source, Station station) throws InterruptedException {
        SourceKey key = new SourceKey(source, ""); // no type is empty: the source's own are others
        return new SourceMemory(station.broadcaster(), key, station.journal().checkpoints(key));
    }

    /// Whether it was paused when the hub started.
    boolean wasPaused() {
        return kept.containsKey(PAUSED);
    }

    /// Since when it was silent when the hub started, if that was told.
    Optional<Instant> wasSilentSince() {
        return Optional.ofNullable(kept.get(SILENT)).flatMap(this::instant);
    }

    /// The journal does not check its checkpoints, and a damaged one is no reason not to start.
    private Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            LOGGER.log(
                    WARNING,
                    "source ''{0}'' may be told as silent again: {1}",
                    key.name(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    /// @throws PublishFailed when that cannot be kept
    void paused(boolean paused) throws InterruptedException {
        keep(List.of(), new Checkpoint(PAUSED, paused ? "true" : ""));
    }

    /// Tells that it went silent, or has returned, in its own name.
    ///
    /// @param since empty when it returned
    /// @throws PublishFailed when that cannot be kept
    void silent(Optional<Instant> since, Message message) throws InterruptedException {
        keep(List.of(message), new Checkpoint(SILENT, since.map(Instant::toString).orElse("")));
    }

    private void keep(List<Message> messages, Checkpoint checkpoint) throws InterruptedException {
        broadcaster.publish(key, messages, List.of(checkpoint));
    }
}
