package heliograph.query;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;

/// Looks for words in the bytes of an entry before anybody decodes them: a line that cannot have
/// what is asked for costs a fraction of one that is read.
///
/// Sound, not exact: it may take a part of a word, or a field's name, for the word. A word in ASCII
/// stands in the bytes as it is, in either case, unless it is written with escapes (backslash, u),
/// or with one of the four letters beyond ASCII that fold into it (`ſ K İ ı`): lines that might
/// have those are let through.
final class Needles {
    private static final int MOST = 3; // each is a pass over the bytes
    private static final String FOLDED_INTO = "ski";
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final long BACKSLASHES = '\\' * ONES;

    private final List<List<Needle>> all; // one of each must be there

    private Needles(List<List<Needle>> all) {
        this.all = all;
    }

    static Needles of(List<List<Term>> requiredWords) {
        return new Needles(
                requiredWords.stream()
                        .filter(any -> any.stream().allMatch(term -> isAscii(term.word())))
                        .sorted(Comparator.comparingInt(Needles::shortest).reversed())
                        .limit(MOST)
                        .map(any -> any.stream().map(term -> Needle.of(term.word())).toList())
                        .toList());
    }

    private static int shortest(List<Term> any) {
        return any.stream().mapToInt(term -> term.word().length()).min().orElseThrow();
    }

    private static boolean isAscii(String word) {
        return word.chars().allMatch(c -> c < 0x80);
    }

    /// False only when a word that must be there is not.
    boolean mayBeIn(byte[] json, int at, int end) {
        for (List<Needle> any : all) if (!mayBeIn(any, json, at, end)) return false;
        return true;
    }

    private static boolean mayBeIn(List<Needle> any, byte[] json, int at, int end) {
        boolean foldedInto = false;
        for (Needle needle : any) {
            if (needle.isIn(json, at, end)) return true;
            foldedInto |= needle.foldedInto;
        }
        return mayHideLetters(json, at, end, foldedInto);
    }

    /// Whether there is an escaped letter, or, if asked for, anything beyond ASCII.
    private static boolean mayHideLetters(byte[] json, int from, int end, boolean beyondAscii) {
        long asked = beyondAscii ? HIGH_BITS : 0;
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long eight = (long) LONGS.get(json, at);
            long other = eight ^ BACKSLASHES; // a zero where a backslash stands
            long backslash = (other - ONES) & ~other & HIGH_BITS;
            if (((eight & asked) | backslash) == 0) continue;
            if (mayHideLettersAt(json, at, at + Long.BYTES, end, beyondAscii)) return true;
        }
        return mayHideLettersAt(json, at, end, end, beyondAscii);
    }

    private static boolean mayHideLettersAt(
            byte[] json, int from, int to, int end, boolean beyondAscii) {
        for (int i = from; i < to; i++) {
            if (json[i] < 0 && beyondAscii) return true;
            if (json[i] == '\\' && i + 1 < end && json[i + 1] == 'u') return true;
        }
        return false;
    }

    private static final class Needle {
        private final byte[] lower; // with the bit set that tells lower case from upper
        private final boolean foldedInto;

        private Needle(byte[] lower, boolean foldedInto) {
            this.lower = lower;
            this.foldedInto = foldedInto;
        }

        static Needle of(String word) {
            byte[] bytes = word.getBytes(US_ASCII);
            for (int i = 0; i < bytes.length; i++) bytes[i] |= 0x20;
            return new Needle(bytes, word.chars().anyMatch(c -> FOLDED_INTO.indexOf(c) >= 0));
        }

        boolean isIn(byte[] json, int from, int end) {
            byte first = lower[0];
            int last = end - lower.length;
            for (int at = from; at <= last; at++) {
                if ((json[at] | 0x20) == first && standsAt(json, at)) return true;
            }
            return false;
        }

        private boolean standsAt(byte[] json, int at) {
            for (int i = 1; i < lower.length; i++) {
                if ((json[at + i] | 0x20) != lower[i]) return false;
            }
            return true;
        }
    }
}
