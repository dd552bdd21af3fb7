package heliograph.source;

import java.util.List;

/// How a running source fares, in words for the person who watches the board.
///
/// @param detail what is wrong and what to do; empty when nothing is
/// @param lags how far behind it is in each part of its input, if it can tell
public record Health(Status status, String detail, List<Lag> lags) {

    public enum Status {
        OK,
        /// It runs, but something keeps it from reading all it should.
        DEGRADED
    }

    /// How far behind a source is in one part of its input, a file say.
    ///
    /// @param behind bytes that are known to be there and are not published yet
    /// @param lost bytes that were gone before they could be read, as far as their number is known
    public record Lag(String part, long behind, long lost) {}

    public Health {
        lags = List.copyOf(lags);
    }

    public static Health ok() {
        return new Health(Status.OK, "", List.of());
    }

    public static Health degraded(String detail) {
        return new Health(Status.DEGRADED, detail, List.of());
    }

    /// The same, but held up by the hub.
    public Health waiting(String why) {
        return new Health(Status.DEGRADED, "waiting: " + why, lags);
    }

    public Health withLags(List<Lag> lags) {
        return new Health(status, detail, lags);
    }
}
