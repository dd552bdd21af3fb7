package heliograph.search;

import heliograph.query.EntryHead;
import heliograph.query.Words;

import java.util.HashSet;
import java.util.Set;

/// The distinct words of consecutive entries: what the index keeps as one row. Used by the indexer.
///
/// Ranges, because most words of an entry stand in its neighbours too: handing each word over once
/// for all of them is what makes the index small and quick to write.
final class RangeWords {
    /// More would be cheaper to index, and leave more to read for each match of two words.
    static final int MOST_ENTRIES = 64;

    private static final int MOST_BYTES = 64 << 10;

    /// A range with more words than this is not worth its place in the index: it is always read.
    private static final int MOST_WORDS = 16_384;

    private final Set<String> words = new HashSet<>();
    private long first;
    private int entries;
    private int bytes;

    /// @param at where the entry's `"time"` stands
    /// @param end behind its closing brace
    void add(long offset, byte[] json, int at, int end) {
        addUnreadable(offset);
        bytes += end - at;
        EntryHead head = EntryHead.read(json, at);
        words.add(Terms.source(head.source()));
        words.add(Terms.level(head.level()));
        Words.visit(json, at, end, word -> words.add(Terms.word(word)));
    }

    /// An entry that is damaged, or that is not there any more, has no words.
    void addUnreadable(long offset) {
        if (entries++ == 0) first = offset;
    }

    boolean isFull() {
        return entries >= MOST_ENTRIES || bytes >= MOST_BYTES;
    }

    boolean isEmpty() {
        return entries == 0;
    }

    Span span() {
        return new Span(first, first + entries - 1);
    }

    /// All of them, separated by spaces.
    String text() {
        return words.size() > MOST_WORDS ? Terms.ANY : String.join(" ", words);
    }

    void clear() {
        words.clear();
        entries = 0;
        bytes = 0;
    }
}
