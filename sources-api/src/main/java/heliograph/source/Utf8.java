package heliograph.source;

/// Well-formed byte sequences (Unicode 17, table 3-7): nothing overlong, no surrogates, nothing
/// above U+10FFFF.
final class Utf8 {
    private Utf8() {}

    /// The length of the well-formed sequence that begins at `at`, or 0 if none does.
    static int sequence(byte[] text, int at, int end) {
        int first = text[at] & 0xff;
        if (first < 0x80) return 1;
        if (first < 0xc2) return 0;
        if (first < 0xe0) return continues(text, at + 1, end, 0x80, 0xbf) ? 2 : 0;
        if (first < 0xf0) {
            int low = first == 0xe0 ? 0xa0 : 0x80;
            int high = first == 0xed ? 0x9f : 0xbf;
            return continues(text, at + 1, end, low, high)
                            && continues(text, at + 2, end, 0x80, 0xbf)
                    ? 3
                    : 0;
        }
        if (first > 0xf4) return 0;
        int low = first == 0xf0 ? 0x90 : 0x80;
        int high = first == 0xf4 ? 0x8f : 0xbf;
        return continues(text, at + 1, end, low, high)
                        && continues(text, at + 2, end, 0x80, 0xbf)
                        && continues(text, at + 3, end, 0x80, 0xbf)
                ? 4
                : 0;
    }

    private static boolean continues(byte[] text, int at, int end, int low, int high) {
        return at < end && (text[at] & 0xff) >= low && (text[at] & 0xff) <= high;
    }
}
