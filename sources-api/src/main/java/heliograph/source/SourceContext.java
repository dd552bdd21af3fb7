package heliograph.source;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// What the hub gives a source to work with. Safe from any thread; valid until the call it was
/// given to ends.
///
/// Publishing blocks only while the journal cannot take more, and while the source has used up its
/// budget. For a live source the former includes the time in which the journal cannot be written at
/// all (its disk is full, say): it waits, and nothing is lost. For one that is told by HTTP that
/// fails at once, so that the client learns it. An interrupt before a message is in the queue
/// throws; after that, publishing completes and the flag is set again. A message that is too large
/// fails that call only.
public interface SourceContext {

    /// The source's configured name.
    String name();

    /// Publishes one message and returns its offset. It is on disk when this returns.
    ///
    /// @throws MessageTooLarge when it is larger than the hub keeps
    /// @throws PublishFailed when the hub is stopping, or cannot keep what a request brings
    default long publish(Message message) throws InterruptedException {
        return publish(List.of(message));
    }

    /// Publishes all or nothing, under consecutive offsets, and returns the first.
    ///
    /// @throws IllegalArgumentException when the batch is empty, or has more than 64 MiB
    /// @throws MessageTooLarge when one is larger than the hub keeps
    /// @throws PublishFailed when the hub is stopping, or cannot keep what a request brings
    long publish(List<Message> batch) throws InterruptedException;

    /// Publishes a batch, which may be empty, and the checkpoints that it reaches in one
    /// transaction: after a crash either both are there or neither.
    ///
    /// @throws MessageTooLarge when one is larger than the hub keeps
    /// @throws PublishFailed when the hub is stopping, or cannot keep what a request brings
    void publish(List<Message> batch, List<Checkpoint> checkpoints) throws InterruptedException;

    /// How far this source has read: part → value, kept for its name and type.
    Map<String, String> checkpoints();

    /// Says how the source fares; shown on the board until the next report.
    void report(Health health);

    /// Says how far it is behind its input; shown on the board until the next report. A context
    /// without a board does nothing with it.
    default void report(Lag lag) {}

    /// Time belongs to the hub: tests move it.
    InstantSource clock();

    /// Sleeps until [#clock] has reached the instant; returns at once when it has.
    void sleepUntil(Instant instant) throws InterruptedException;
}
