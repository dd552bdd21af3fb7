package heliograph.broadcast;

/// What a subscription gets next.
public sealed interface Delivery permits Frames, Delivery.Idle, Delivery.Gap, Delivery.End {

    /// There is nothing newer.
    record Idle() implements Delivery {}

    /// Offsets that this subscription will not see, told once for each hole.
    ///
    /// @param from the first of them; 0 when it is of another story (`EPOCH`)
    /// @param to the last of them: from behind it, all is there again
    record Gap(long from, long to, Reason reason) implements Delivery {

        public enum Reason {
            /// They were forgotten by age, size or count.
            EXPIRED,
            /// The subscriber asked to skip ahead when it falls behind, and did.
            SLOW,
            /// The id to resume from is of another journal, or of none.
            EPOCH,
            /// They are lost, or cannot be read back as they were written.
            DAMAGED
        }
    }

    /// The hub ends the stream. Nothing follows.
    record End() implements Delivery {}
}
