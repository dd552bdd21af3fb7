package heliograph.source;

import java.util.Objects;

/// How a running source fares, in words for the person who watches the board.
///
/// @param detail what is wrong and what to do; empty when nothing is
public record Health(Status status, String detail) {
    private static final int LONGEST = 2_000; // characters; what is longer is cut

    public Health {
        Objects.requireNonNull(status, "status");
        if (detail.length() > LONGEST) detail = detail.substring(0, LONGEST) + "…";
    }

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
