package heliograph.query;

/// How many characters the regexes of a query may still look at in one message: some expressions
/// would go through the same text for ever. Used by one thread.
final class RegexSteps {
    private static final int LEAST = 10_000;
    private static final int PER_BYTE = 50;

    private long left;

    /// @param bytes the size of the message
    RegexSteps(int bytes) {
        left = LEAST + (long) bytes * PER_BYTE;
    }

    /// A view of the text that counts, and throws [Exhausted] when too much was looked at.
    CharSequence counted(CharSequence text) {
        return new Counted(text);
    }

    private final class Counted implements CharSequence {
        private final CharSequence text;

        Counted(CharSequence text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) throw new Exhausted();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exhausted() {
            super("a regex goes through the same text too often", null, false, false);
        }
    }
}
