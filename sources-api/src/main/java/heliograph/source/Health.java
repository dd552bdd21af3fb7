package heliograph.source;

/// How a running source fares, in words for the person who watches the board.
///
/// @param detail what is wrong and what to do; empty when nothing is
public record Health(Status status, String detail) {

    public enum Status {
        OK,
        /// It runs, but something keeps it from reading all it should.
        DEGRADED
    }

    public static Health ok() {
        return new Health(Status.OK, "");
    }

    public static Health degraded(String detail) {
        return new Health(Status.DEGRADED, detail);
    }
}
