package heliograph.query;

import java.util.List;

/// What one value of a message must be.
sealed interface Match permits Match.Phrase, Match.Comparison, Match.Anything, Regex {
    /// @param steps how far regexes may still go in this message
    boolean matches(String text, RegexSteps steps);

    /// Words that follow each other; anything but letters and digits may stand between them.
    ///
    /// @param words as [Words] has them, at least one; only the last may be empty, if a prefix
    /// @param prefix whether the last word may go on
    record Phrase(List<String> words, boolean prefix) implements Match {
        @Override
        public boolean matches(String text, RegexSteps steps) {
            int begin = Words.begin(text, 0);
            while (begin < text.length()) {
                int end = Words.end(text, begin);
                if (beginsAt(text, begin, end)) return true;
                begin = Words.begin(text, end);
            }
            return false;
        }

        private boolean beginsAt(String text, int firstBegin, int firstEnd) {
            int begin = firstBegin;
            int end = firstEnd;
            for (int i = 0; true; i++) {
                boolean last = i == words.size() - 1;
                if (!Words.isWord(text, begin, end, words.get(i), last && prefix)) return false;
                if (last) return true;
                begin = Words.begin(text, end);
                if (begin == text.length()) return false;
                end = Words.end(text, begin);
            }
        }
    }

    /// A number; also a string that is one.
    record Comparison(Operator operator, Decimal number) implements Match {
        @Override
        public boolean matches(String text, RegexSteps steps) {
            return Decimal.of(text).filter(value -> holds(value.compareWith(number))).isPresent();
        }

        private boolean holds(int order) {
            return switch (operator) {
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case EQUAL -> order == 0;
                case AT_LEAST -> order >= 0;
                case MORE -> order > 0;
            };
        }
    }

    enum Operator {
        LESS,
        AT_MOST,
        EQUAL,
        AT_LEAST,
        MORE
    }

    /// Any value, an empty text too.
    record Anything() implements Match {
        @Override
        public boolean matches(String text, RegexSteps steps) {
            return true;
        }
    }
}
