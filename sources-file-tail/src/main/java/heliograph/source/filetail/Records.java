package heliograph.source.filetail;

/// Where the lines of one turn go: each a message of its own, or several together.
interface Records extends LineSplitter.Lines {

    /// Takes what waits for more lines as it is.
    void complete();

    /// Where the first byte stands that must be shown again: that of the event that is not
    /// complete, or `end`.
    int heldFrom(int end);
}
