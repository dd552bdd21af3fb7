package heliograph.source;

/// A place in a text, both from 1; the column counts bytes of UTF-8.
public record TextPosition(int line, int column) {

    /// The same place when `lines` more lines stand before the text.
    public TextPosition below(int lines) {
        return new TextPosition(line + lines, column);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
