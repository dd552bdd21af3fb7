package heliograph.search;

/// Consecutive offsets, both ends included; none when `to` is before `from`.
public record Span(long from, long to) {

    public boolean isEmpty() {
        return to < from;
    }

    Span within(Span other) {
        return new Span(Math.max(from, other.from), Math.min(to, other.to));
    }
}
