package heliograph.source.filetail;

import java.io.IOException;

/// How one file's bytes become lines: in the encoding that its beginning shows. Owned by the
/// reader's thread.
final class FileText {
    private final LineSplitter.Rules asked;
    private LineSplitter.Rules rules;
    private LineSplitter splitter;
    private boolean encodingIsKnown;

    /// @param skipping whether the rest of a line that is too long comes first
    FileText(LineSplitter.Rules asked, boolean skipping) {
        this.asked = asked;
        this.rules = asked;
        this.splitter = new LineSplitter(asked, skipping);
    }

    /// As far as the file was read.
    Encoding encoding() {
        return rules.encoding();
    }

    boolean isSkipping() {
        return splitter.isSkipping();
    }

    /// The file begins anew, perhaps in another encoding.
    void startOver() {
        splitter = new LineSplitter(rules, false);
        encodingIsKnown = false;
    }

    /// Looks how the file begins, and returns how many bytes at the offset are a mark and no text.
    int findEncoding(OpenFile file, long offset, byte[] buffer, int length)
            throws IOException, InterruptedException {
        boolean atBeginning = offset == 0;
        if (atBeginning) {
            use(Encoding.of(buffer, length, asked.encoding()));
        } else if (!encodingIsKnown) {
            byte[] head = new byte[Encoding.LONGEST_BOM];
            use(Encoding.of(head, file.read(head, head.length, 0), asked.encoding()));
        }
        encodingIsKnown = true;
        return atBeginning ? rules.encoding().bom() : 0;
    }

    private void use(Encoding encoding) {
        if (encoding.equals(rules.encoding())) return;
        rules = asked.in(encoding);
        splitter = new LineSplitter(rules, splitter.isSkipping());
    }

    /// Takes the whole lines, and returns where the rest begins.
    int split(byte[] buffer, int start, int length, Records records) {
        return splitter.split(buffer, start, length, records);
    }

    /// Takes the rest, too.
    void finish(byte[] buffer, int start, int length, Records records) {
        int rest = splitter.split(buffer, start, length, records);
        splitter.finish(buffer, rest, length, records);
    }
}
